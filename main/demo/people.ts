import type { Person } from '../../contract/commit';

/** Somebody of the demo shop's team. `zone` is the offset their commits carry, as git writes it. */
export interface Colleague extends Person {
  readonly zone: string;
  readonly machine: string;
}

const colleague = (name: string, login: string, zone: string): Colleague => ({
  name,
  email: `${login}@corner-shop.example`,
  zone,
  machine: `${login}-laptop`,
});

export const ana = colleague('Ana Ribeiro', 'ana', '+0000');
export const jonas = colleague('Jonas Weber', 'jonas', '+0100');
export const mei = colleague('Mei Tanaka', 'mei', '+0100');
export const samir = colleague('Samir Haddad', 'samir', '+0200');
export const ida = colleague('Ida Sørensen', 'ida', '+0100');
export const luca = colleague('Luca Moretti', 'luca', '+0100');

export const people: readonly Colleague[] = [ana, jonas, mei, samir, ida, luca];
