/* SPDX-License-Identifier: GPL-2.0-only */
/* Reserved regions: IOVAs that are not free to be mapped. */
#ifndef SIM_RESERVED_H
#define SIM_RESERVED_H

#include <linux/iommu.h>
#include <linux/types.h>

/* Real IOMMUs have a few. */
#define SIM_RESERVED_MAX 16

/**
 * struct sim_reserved - reserved regions as an attribute lists them
 * @count: how many
 * @regions: from start to last, both multiples of a page
 */
struct sim_reserved {
	unsigned int count;
	struct sim_reserved_region {
		u64 start;
		u64 last;
		enum iommu_resv_type type;
	} regions[SIM_RESERVED_MAX];
};

int sim_reserved_parse(const char *page, struct sim_reserved *reserved);
ssize_t sim_reserved_show(const struct sim_reserved *reserved, char *page);
bool sim_reserved_fits(const struct sim_reserved *reserved, u8 address_width);
void sim_reserved_of(struct device *dev, struct list_head *head);

#endif
