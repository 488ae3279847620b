/* record/brand.c - see brand.h. */
#include "record/brand.h"
#include "link/host.h"

void brand_index_build(struct arena *arena, struct tables *tables)
{
	(void)arena;
	host_warm();
	tables->brand_index = NULL;
}
