package io.rhumb.gateway.stub;

/** Makes JSON longer without a change of what it says. */
final class Padding {

  private Padding() {}

  /**
   * The object with blanks before its last brace, so that it has so many characters; as it is if it has them already.
   */
  static String padded(String object, int length) {
    return object.length() >= length
        ? object
        : object.substring(0, object.length() - 1) + " ".repeat(length - object.length()) + "}";
  }
}
