/* report/picture_message.h */
#pragma once
#include "report/picture.h"

extern const struct picture picture_message;
