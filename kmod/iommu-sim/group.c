// SPDX-License-Identifier: GPL-2.0-only
#include <linux/ctype.h>
#include <linux/iommu.h>
#include <linux/string.h>

#include "device.h"
#include "group.h"
#include "iommu.h"

static bool is_name_char(char c)
{
	return isascii(c) && (isalnum(c) || c == '-' || c == '_' || c == '.');
}

/* The name of a group, or nothing, from the text of an attribute. */
bool sim_group_parse(const char *page, char *name)
{
	size_t length = strcspn(page, "\n");

	if (length >= SIM_GROUP_NAME || !sysfs_streq(page + length, ""))
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_name_char(page[i]))
			return false;
	memcpy(name, page, length);
	name[length] = '\0';
	return true;
}

/*
 * Called by the core while a device is being added. The group lives as long as a device is in it,
 * so it is found by asking the others.
 */
struct iommu_group *sim_group_of(struct device *dev)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	struct sim_device *other;

	if (!*device->config.group)
		return generic_device_group(dev);
	list_for_each_entry(other, &device->iommu->devices, node)
		if (!strcmp(other->config.group, device->config.group))
			return iommu_group_get(&other->pdev->dev);
	return generic_device_group(dev);
}
