// SPDX-License-Identifier: GPL-2.0-only
/* The root directory, and what instances and devices have in common. */
#include <linux/configfs.h>
#include <linux/kstrtox.h>
#include <linux/module.h>
#include <linux/string.h>

#include "configfs.h"

static const struct configfs_group_operations root_group_ops = {
	.make_group = sim_instance_make,
};

static const struct config_item_type root_type = {
	.ct_group_ops = &root_group_ops,
	.ct_owner = THIS_MODULE,
};

static struct configfs_subsystem subsystem = {
	.su_group = {
		.cg_item = {
			.ci_namebuf = "iommu-sim",
			.ci_type = &root_type,
		},
	},
};

int sim_configfs_init(void)
{
	int ret;

	config_group_init(&subsystem.su_group);
	mutex_init(&subsystem.su_mutex);
	ret = configfs_register_subsystem(&subsystem);
	if (ret)
		mutex_destroy(&subsystem.su_mutex);
	return ret;
}

void sim_configfs_exit(void)
{
	configfs_unregister_subsystem(&subsystem);
	mutex_destroy(&subsystem.su_mutex);
}

/* Refuse to remove the directory. Fails if it is being removed already. */
int sim_configfs_pin(struct config_item *item)
{
	return configfs_depend_item_unlocked(&subsystem, item);
}

void sim_configfs_unpin(struct config_item *item)
{
	configfs_undepend_item_unlocked(item);
}

/* kstrtobool() looks at the first letter only and takes nonsense for no. */
int sim_parse_flag(const char *page, bool *flag)
{
	if (sysfs_streq(page, "1"))
		*flag = true;
	else if (sysfs_streq(page, "0"))
		*flag = false;
	else
		return -EINVAL;
	return 0;
}

/* PCI has PASIDs of up to 20 bits. */
int sim_parse_pasid_bits(const char *page, u8 *bits)
{
	u8 value;

	if (kstrtou8(page, 10, &value) || value > 20)
		return -EINVAL;
	*bits = value;
	return 0;
}
