package io.rhumb.rehearsal;

import io.rhumb.rehearsal.act.Act;
import io.rhumb.rehearsal.act.Course;
import io.rhumb.rehearsal.act.Scene;
import io.rhumb.rehearsal.act.Verdict;
import io.rhumb.rehearsal.network.Eventually;
import io.rhumb.rehearsal.stage.Model;
import io.rhumb.rehearsal.stage.Stage;
import io.rhumb.rehearsal.traffic.Clients;
import io.rhumb.rehearsal.traffic.Sample;
import io.rhumb.rehearsal.traffic.Traffic;
import java.util.List;

/** Plays acts on a stage, one after another. For one thread. */
final class Rehearsal {

  private final Stage stage;
  private final Clients clients;
  private final Pace pace;
  private final boolean patient;
  private final Unrest unrest = Unrest.watch();

  /**
   * On a stage that is open.
   *
   * @param patient whether acts wait until all is as before
   */
  Rehearsal(Stage stage, Clients clients, Pace pace, boolean patient) {
    this.stage = stage;
    this.clients = clients;
    this.pace = pace;
    this.patient = patient;
  }

  /** Everybody asks for a while, and nobody takes notes. */
  void warmUp(Model unused) {
    Traffic traffic = clients.begin(unused.name());
    Eventually.pause(pace.warmUp());
    traffic.end();
  }

  /** Plays an act. Blocks until its last request is answered. */
  Verdict play(Act act, Model model) {
    Scene scene = new Scene(stage, clients, model, patient);
    act.prepare(scene);
    unrest.worst();
    Traffic traffic = clients.begin(model.name());
    Eventually.pause(pace.settle());
    long begin = System.nanoTime();
    Eventually.pause(pace.before());
    long strike = System.nanoTime();
    act.strike(scene);
    long struck = System.nanoTime();
    Eventually.pause(pace.during());
    long heal = System.nanoTime();
    act.heal(scene);
    long healed = System.nanoTime();
    Eventually.pause(pace.after());
    long end = System.nanoTime();
    List<Sample> samples = traffic.end();
    Course course = new Course(samples, begin, strike, struck, heal, healed, end);
    return new Verdict(act, course, act.judge(course), unrest.worst());
  }
}
