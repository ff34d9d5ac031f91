/** Where in a value we are. A chain, so that no text is made for the many places where nothing is wrong. */
export interface Place {
  readonly above?: Place;
  /** A key or an index; of the first place the path that the caller gave. */
  readonly step: string | number;
}

export function startAt(path: string): Place {
  return { step: path };
}

export function stepInto(above: Place, step: string | number): Place {
  return { above, step };
}

/** The keys and indices below the first place. */
export function listSteps(place: Place): (string | number)[] {
  return place.above === undefined ? [] : [...listSteps(place.above), place.step];
}

/** The place as the API server writes it: `spec.include[0].repository.name`. */
export function formatPlace(place: Place): string {
  if (place.above === undefined) {
    return String(place.step);
  }
  const above = formatPlace(place.above);
  if (typeof place.step === 'number') {
    return `${above}[${place.step}]`;
  }
  return above === '' ? place.step : `${above}.${place.step}`;
}
