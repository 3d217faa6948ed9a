import { basketStory } from './basket-story';
import { catalogStory } from './catalog-story';
import { checkoutStory } from './checkout-story';
import type { Story } from './story';
import { webStory } from './web-story';

/** The shop's services, in the order they stand on the board. */
export const stories: readonly Story[] = [catalogStory, basketStory, checkoutStory, webStory];
