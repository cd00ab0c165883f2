/* SPDX-License-Identifier: GPL-2.0-only */
/* What distinguishes one kind of IOMMU from another. */
#ifndef SIM_PERSONALITY_H
#define SIM_PERSONALITY_H

#include <linux/iommu.h>

/**
 * struct sim_personality - one kind of IOMMU
 * @name: value of the configfs attribute
 * @address_widths: the IOVA widths its page tables can have, in bits, 0 ends the list
 * @default_width: the one a new instance has
 * @ops: what all its instances do alike; each instance completes a copy
 */
struct sim_personality {
	const char *name;
	const u8 *address_widths;
	u8 default_width;
	const struct iommu_ops *ops;
};

extern const struct sim_personality sim_generic;

const struct sim_personality *sim_personality_find(const char *name);
bool sim_personality_has_width(const struct sim_personality *personality, u8 width);

#endif
