package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Model;
import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.stage.Site;
import io.rhumb.rehearsal.stage.Stage;
import io.rhumb.rehearsal.traffic.Clients;

/**
 * What an act has to do with.
 *
 * @param stage all that runs
 * @param clients all that ask
 * @param model what they ask for
 * @param patient whether to wait until all is as before
 */
public record Scene(Stage stage, Clients clients, Model model, boolean patient) {

  Site site(Region region) {
    return stage.site(region);
  }
}
