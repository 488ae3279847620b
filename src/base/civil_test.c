/* base/civil_test.c */
#include "base/civil.h"

#include "base/test.h"

TEST(civil_and_utc_are_inverse)
{
	static const int64_t times[] = { 0,
					 -1,
					 86399,
					 86400,
					 951782400,
					 -62135596801,
					 253402300800,
					 INT64_MAX / 2,
					 INT64_MIN / 2 };

	for (size_t i = 0; i < COUNT(times); i++) {
		struct civil c;

		civil_from_utc(times[i], 0, &c);
		test_int(civil_to_utc(&c), times[i]);
		civil_from_utc(times[i], 540, &c);
		test_int(civil_to_utc(&c), times[i] + 540 * 60);
	}
}

TEST(civil_from_utc_bears_the_ends_of_time)
{
	struct civil c;

	civil_from_utc(INT64_MAX, 1439, &c);
	test_true(c.year > 0 && c.month >= 1 && c.month <= 12);
	civil_from_utc(INT64_MIN, -1439, &c);
	test_true(c.year < 0 && c.month >= 1 && c.month <= 12);
}
