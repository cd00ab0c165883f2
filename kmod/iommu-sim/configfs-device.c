// SPDX-License-Identifier: GPL-2.0-only
/* The directory of a device. */
#include <linux/cleanup.h>
#include <linux/idr.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "configfs.h"
#include "device.h"

static DEFINE_IDA(device_ids);

/**
 * struct sim_device_dir - the directory of a device
 * @group: the directory
 * @instance: the one it is in, which cannot be removed before it
 * @id: number in the name of the platform device
 * @config: what the attributes say; lock of the instance
 * @device: NULL when not live; lock of the instance
 */
struct sim_device_dir {
	struct config_group group;
	struct sim_instance *instance;
	int id;
	struct sim_device_config config;
	struct sim_device *device;
};

static struct sim_device_dir *to_device_dir(struct config_item *item)
{
	return container_of(to_config_group(item), struct sim_device_dir, group);
}

static ssize_t sim_device_group_show(struct config_item *item, char *page)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	return sysfs_emit(page, "%s\n", dir->config.group);
}

static ssize_t sim_device_group_store(struct config_item *item, const char *page, size_t count)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	if (dir->device)
		return -EBUSY;
	return sim_group_parse(page, dir->config.group) ? count : -EINVAL;
}

static ssize_t sim_device_identity_show(struct config_item *item, char *page)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	return sysfs_emit(page, "%d\n", dir->config.identity);
}

static ssize_t sim_device_identity_store(struct config_item *item, const char *page, size_t count)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	if (dir->device)
		return -EBUSY;
	return sim_parse_flag(page, &dir->config.identity) ?: count;
}

static ssize_t sim_device_enforce_coherency_show(struct config_item *item, char *page)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	return sysfs_emit(page, "%d\n", dir->config.enforce_coherency);
}

static ssize_t sim_device_enforce_coherency_store(struct config_item *item, const char *page,
						  size_t count)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	if (dir->device)
		return -EBUSY;
	return sim_parse_flag(page, &dir->config.enforce_coherency) ?: count;
}

static ssize_t sim_device_pasid_bits_show(struct config_item *item, char *page)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	return sysfs_emit(page, "%u\n", dir->config.pasid_bits);
}

static ssize_t sim_device_pasid_bits_store(struct config_item *item, const char *page, size_t count)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	if (dir->device)
		return -EBUSY;
	return sim_parse_pasid_bits(page, &dir->config.pasid_bits) ?: count;
}

static ssize_t sim_device_reserved_regions_show(struct config_item *item, char *page)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	return sim_reserved_show(&dir->config.reserved, page);
}

static ssize_t sim_device_reserved_regions_store(struct config_item *item, const char *page,
						 size_t count)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	if (dir->device)
		return -EBUSY;
	return sim_reserved_parse(page, &dir->config.reserved) ?: count;
}

static ssize_t sim_device_dev_name_show(struct config_item *item, char *page)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	if (!dir->device)
		return sysfs_emit(page, "none\n");
	return sysfs_emit(page, "%s\n", dev_name(&dir->device->pdev->dev));
}

static ssize_t sim_device_live_show(struct config_item *item, char *page)
{
	struct sim_device_dir *dir = to_device_dir(item);

	guard(mutex)(&dir->instance->lock);
	return sysfs_emit(page, "%d\n", !!dir->device);
}

static int start(struct sim_device_dir *dir)
{
	struct config_item *item = &dir->group.cg_item;
	struct sim_device *device;
	int ret;

	if (!dir->instance->iommu)
		return -ENODEV;
	ret = sim_configfs_pin(item);
	if (ret)
		return ret;
	device = sim_device_create(dir->instance->iommu, &dir->config, dir->id);
	if (IS_ERR(device)) {
		sim_configfs_unpin(item);
		return PTR_ERR(device);
	}
	dir->device = device;
	return 0;
}

static int stop(struct sim_device_dir *dir)
{
	int ret;

	ret = sim_device_destroy(dir->device);
	if (ret)
		return ret;
	dir->device = NULL;
	sim_configfs_unpin(&dir->group.cg_item);
	return 0;
}

static ssize_t sim_device_live_store(struct config_item *item, const char *page, size_t count)
{
	struct sim_device_dir *dir = to_device_dir(item);
	bool live;
	int ret;

	ret = sim_parse_flag(page, &live);
	if (ret)
		return ret;
	guard(mutex)(&dir->instance->lock);
	if (live != !!dir->device)
		ret = live ? start(dir) : stop(dir);
	return ret ?: count;
}

CONFIGFS_ATTR(sim_device_, group);
CONFIGFS_ATTR(sim_device_, identity);
CONFIGFS_ATTR(sim_device_, enforce_coherency);
CONFIGFS_ATTR(sim_device_, pasid_bits);
CONFIGFS_ATTR(sim_device_, reserved_regions);
CONFIGFS_ATTR_RO(sim_device_, dev_name);
CONFIGFS_ATTR(sim_device_, live);

static struct configfs_attribute *device_attrs[] = {
	&sim_device_attr_group,
	&sim_device_attr_identity,
	&sim_device_attr_enforce_coherency,
	&sim_device_attr_pasid_bits,
	&sim_device_attr_reserved_regions,
	&sim_device_attr_dev_name,
	&sim_device_attr_live,
	NULL,
};

/* Not live any more: a live device is pinned. */
static void device_release(struct config_item *item)
{
	struct sim_device_dir *dir = to_device_dir(item);

	ida_free(&device_ids, dir->id);
	kfree(dir);
}

static const struct configfs_item_operations device_item_ops = {
	.release = device_release,
};

static const struct config_item_type device_type = {
	.ct_item_ops = &device_item_ops,
	.ct_attrs = device_attrs,
	.ct_owner = THIS_MODULE,
};

struct config_group *sim_device_make(struct config_group *group, const char *name)
{
	struct sim_device_dir *dir;
	int id;

	dir = kzalloc_obj(*dir);
	if (!dir)
		return ERR_PTR(-ENOMEM);
	id = ida_alloc(&device_ids, GFP_KERNEL);
	if (id < 0) {
		kfree(dir);
		return ERR_PTR(id);
	}
	dir->id = id;
	dir->config.identity = true;
	dir->instance = to_sim_instance(&group->cg_item);
	config_group_init_type_name(&dir->group, name, &device_type);
	return &dir->group;
}
