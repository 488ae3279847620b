/* report/picture_map.h */
#pragma once
#include "report/picture.h"

extern const struct picture picture_map;
