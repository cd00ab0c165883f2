/* SPDX-License-Identifier: GPL-2.0-only */
/* IOMMU groups of one device or several. */
#ifndef SIM_GROUP_H
#define SIM_GROUP_H

#include <linux/types.h>

struct device;
struct iommu_group;

/* Room for the name of a group. */
#define SIM_GROUP_NAME 32

bool sim_group_parse(const char *page, char *name);
struct iommu_group *sim_group_of(struct device *dev);

#endif
