package io.rhumb.gateway.console;

/** What is counted, of the requests for a model or of the attempts at a target. */
enum Count {
  /** Requests, or attempts, that are over. */
  ENDED(0),
  /** Requests whose client got an error that is not its own; attempts that say that the target is sick. */
  FAILED(1),
  /** Attempts that were told that there is no quota or capacity. */
  THROTTLED(2),
  /** Attempts whose answer the client got. */
  ANSWERED(3),
  /** Attempts made since an earlier one had failed. */
  FAILOVERS(4),
  /** Attempts made since an earlier one was slow. */
  HEDGES(5),
  /** Those of them whose answer the client got. */
  HEDGES_WON(6);

  /** How many there are. */
  static final int KINDS = values().length;

  private final int place;

  Count(int place) {
    this.place = place;
  }

  /** Where it stands among them, from 0. */
  int place() {
    return place;
  }
}
