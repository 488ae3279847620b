/* report/picture_infrastructure.h */
#pragma once
#include "report/picture.h"

extern const struct picture picture_infrastructure;
