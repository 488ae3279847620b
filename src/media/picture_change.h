/* media/picture_change.h - other forms of a picture. Each makes a new one; false: no
 * memory for it. */
#pragma once
#include "media/picture.h"

/* `times` as large, each pixel a square; with a white margin of `margin` around it. */
bool picture_enlarge(const struct picture *from, unsigned times, unsigned margin,
		     struct picture *ret);
/* 1 / `times` of its size, each pixel the mean of its square. */
bool picture_shrink(const struct picture *from, unsigned times, struct picture *ret);
/* Mean over a square of 2 * `radius` + 1. */
bool picture_blur(const struct picture *from, unsigned radius, struct picture *ret);
/* Black what is darker than its surroundings, a square of that radius. `bias` in shades:
 * so much darker it must be. */
bool picture_threshold(const struct picture *from, unsigned radius, int bias,
		       struct picture *ret);
/* Black what is darker than the one level that parts the picture best (Otsu's). */
bool picture_two_tone(const struct picture *from, struct picture *ret);
bool picture_crop(const struct picture *from, uint32_t left, uint32_t top, uint32_t width,
		  uint32_t height, struct picture *ret);
/* Side by side, tops aligned; the lower one grows to the height of the other. */
bool picture_join(const struct picture *left, const struct picture *right,
		  struct picture *ret);
bool picture_turn(const struct picture *from, struct picture *ret); /* by 90 degrees */
void picture_negate(struct picture *picture);			    /* in place */
