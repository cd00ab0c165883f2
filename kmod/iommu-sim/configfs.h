/* SPDX-License-Identifier: GPL-2.0-only */
/* /sys/kernel/config/iommu-sim: a directory an instance, in it a directory a device. */
#ifndef SIM_CONFIGFS_H
#define SIM_CONFIGFS_H

#include <linux/configfs.h>
#include <linux/mutex.h>

#include "iommu.h"

/**
 * struct sim_instance - the directory of an instance
 * @group: the directory
 * @lock: protects everything below and whether the devices are live
 * @id: number in the name of the IOMMU
 * @config: what the attributes say
 * @iommu: NULL when not live
 */
struct sim_instance {
	struct config_group group;
	struct mutex lock; /* see above */
	int id;
	struct sim_iommu_config config;
	struct sim_iommu *iommu;
};

int sim_configfs_init(void);
void sim_configfs_exit(void);

struct config_group *sim_instance_make(struct config_group *group, const char *name);
struct config_group *sim_device_make(struct config_group *group, const char *name);

int sim_configfs_pin(struct config_item *item);
void sim_configfs_unpin(struct config_item *item);
int sim_parse_flag(const char *page, bool *flag);
int sim_parse_pasid_bits(const char *page, u8 *bits);

static inline struct sim_instance *to_sim_instance(struct config_item *item)
{
	return container_of(to_config_group(item), struct sim_instance, group);
}

#endif
