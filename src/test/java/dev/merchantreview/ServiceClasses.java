package dev.merchantreview;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What is packed as the service: neither the local platform nor tests. */
class ServiceClasses implements ImportOption {

  @Override
  public boolean includes(Location location) {
    return location.contains("/target/classes/");
  }
}
