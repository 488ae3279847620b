/* report/picture_path.h */
#pragma once
#include "report/picture.h"

extern const struct picture picture_path;
