/**
 * A fifth type of case, of the tests' own: what docs/add-a-case-type.md walks through. It stands
 * outside the service's packages, so that no service but one that is told finds it, and uses
 * nothing of the service that is not public.
 */
package dev.badge;
