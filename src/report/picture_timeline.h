/* report/picture_timeline.h */
#pragma once
#include "report/picture.h"

extern const struct picture picture_timeline;
