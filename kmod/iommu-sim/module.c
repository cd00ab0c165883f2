// SPDX-License-Identifier: GPL-2.0-only
/* A software IOMMU, made of instances and devices that configfs creates. */
#include <linux/module.h>

#include "configfs.h"
#include "msi.h"

static int __init sim_init(void)
{
	int ret;

	ret = sim_msi_init();
	if (ret)
		return ret;
	ret = sim_configfs_init();
	if (ret)
		sim_msi_exit();
	return ret;
}
module_init(sim_init);

/* Every directory holds the module, so there is no instance left. */
static void __exit sim_exit(void)
{
	sim_configfs_exit();
	sim_msi_exit();
}
module_exit(sim_exit);

MODULE_DESCRIPTION("Software IOMMU");
MODULE_LICENSE("GPL");
