// SPDX-License-Identifier: GPL-2.0-only
/* The personalities there are. */
#include <linux/array_size.h>
#include <linux/string.h>

#include "personality.h"

static const struct sim_personality *const personalities[] = {
	&sim_generic,
};

const struct sim_personality *sim_personality_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(personalities); i++)
		if (sysfs_streq(name, personalities[i]->name))
			return personalities[i];
	return NULL;
}

bool sim_personality_has_width(const struct sim_personality *personality, u8 width)
{
	for (const u8 *w = personality->address_widths; *w; w++)
		if (*w == width)
			return true;
	return false;
}
