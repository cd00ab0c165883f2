// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

#define RW (IOMMUFD_REGION_READ | IOMMUFD_REGION_WRITE)

static void null_parameters(void **state)
{
	struct iommufd_region_info region = { .size = sizeof(region), .length = 8 };
	struct iommufd_device dev = { .fd = -1 };
	uint32_t num = 1, id;
	void *addr;

	(void)state;
	assert_refuses_null(iommufd_device_get_region_info(NULL, 0, &region), "dev");
	assert_refuses_null(iommufd_device_get_region_info(&dev, 0, NULL), "info");
	assert_refuses_null(iommufd_device_region_read(NULL, &region, 0, &id, 4), "dev");
	assert_refuses_null(iommufd_device_region_read(&dev, NULL, 0, &id, 4), "region");
	assert_refuses_null(iommufd_device_region_read(&dev, &region, 0, NULL, 4), "data");
	assert_refuses_null(iommufd_device_region_write(&dev, &region, 0, NULL, 4), "data");
	assert_refuses_null(iommufd_device_get_region_cap(NULL, 0, 1, NULL, &num), "dev");
	assert_refuses_null(iommufd_device_get_region_cap(&dev, 0, 1, NULL, &num), "data");
	assert_refuses_null(iommufd_device_get_region_cap(&dev, 0, 1, NULL, NULL), "length");
	assert_refuses_null(iommufd_device_get_region_type(NULL, 0, &num, &id), "dev");
	assert_refuses_null(iommufd_device_get_region_type(&dev, 0, NULL, &id), "type");
	assert_refuses_null(iommufd_device_get_region_type(&dev, 0, &id, NULL), "subtype");
	assert_refuses_null(iommufd_device_get_region_mmap_areas(NULL, 0, NULL, &num), "dev");
	assert_refuses_null(iommufd_device_get_region_mmap_areas(&dev, 0, NULL, &num), "areas");
	assert_refuses_null(iommufd_device_get_region_mmap_areas(&dev, 0, NULL, NULL), "num_areas");
	assert_refuses_null(iommufd_device_region_mmap(NULL, &region, 0, 8, RW, &addr), "dev");
	assert_refuses_null(iommufd_device_region_mmap(&dev, NULL, 0, 8, RW, &addr), "region");
	assert_refuses_null(iommufd_device_region_mmap(&dev, &region, 0, 8, RW, NULL), "addr");
}

static void region_info_of_another_version(void **state)
{
	struct iommufd_region_info region = { .size = 8, .length = 7 };
	struct iommufd_device dev = { .fd = -1 };

	(void)state;
	assert_ret(iommufd_device_get_region_info(&dev, 0, &region), -EINVAL);
	assert_error("iommufd_device_get_region_info", -EINVAL, "size");
	assert_int_equal(region.length, 7);
}

/* A file stands for the device: what is tested is where in it an access goes. */
static int backing_file(struct iommufd_device *dev)
{
	dev->fd = memfd_create("region", MFD_CLOEXEC);
	assert_true(dev->fd >= 0);
	return ftruncate(dev->fd, 0x3000);
}

static void region_access_goes_where_the_region_is(void **state)
{
	struct iommufd_region_info region = { .length = 0x1000, .file_offset = 0x1000 };
	struct iommufd_device dev;
	uint32_t value = 0x12345678, back = 0;

	(void)state;
	assert_int_equal(backing_file(&dev), 0);
	assert_ret(iommufd_device_region_write(&dev, &region, 0xffc, &value, 4), 0);
	assert_int_equal(pread(dev.fd, &back, 4, 0x1ffc), 4);
	assert_int_equal(back, value);
	back = 0;
	assert_ret(iommufd_device_region_read(&dev, &region, 0xffc, &back, 4), 0);
	assert_int_equal(back, value);
	assert_ret(iommufd_device_region_read(&dev, &region, 0x1000, &back, 0), 0);
	close(dev.fd);
}

static void region_access_stays_in_the_region(void **state)
{
	struct iommufd_region_info region = { .length = 0x1000, .file_offset = 0x1000 };
	const struct {
		uint64_t offset, length;
	} beyond[] = {
		{ 0xffd, 4 }, { 0x1000, 1 }, { UINT64_MAX, 2 }, { 2, UINT64_MAX }, { 0, 0x1001 },
	};
	struct iommufd_device dev;
	uint64_t value = 1;

	(void)state;
	assert_int_equal(backing_file(&dev), 0);
	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
		assert_ret(iommufd_device_region_read(&dev, &region, beyond[i].offset, &value,
						      beyond[i].length),
			   -ERANGE);
		assert_ret(iommufd_device_region_write(&dev, &region, beyond[i].offset, &value,
						       beyond[i].length),
			   -ERANGE);
		assert_error("iommufd_device_region_write", -ERANGE, "offset: ERANGE");
	}
	assert_int_equal(value, 1);
	close(dev.fd);
}

static void region_that_ends_early(void **state)
{
	struct iommufd_region_info region = { .length = 0x10000 };
	struct iommufd_device dev;
	char data[0x4000];

	(void)state;
	assert_int_equal(backing_file(&dev), 0);
	assert_ret(iommufd_device_region_read(&dev, &region, 0, data, sizeof(data)), -EIO);
	close(dev.fd);
	assert_ret(iommufd_device_region_read(&dev, &region, 0, data, sizeof(data)), -EBADF);
}

static struct iommufd_device dev = { .fd = 77, .dev_id = 9 };

/* What the kernel has: as much of it as fits is the answer. */
static struct {
	struct vfio_region_info info;
	struct vfio_region_info_cap_type type;
	struct vfio_region_info_cap_sparse_mmap sparse;
	struct vfio_region_sparse_mmap_area areas[2];
} region;

static void set_up_region(uint32_t num_areas)
{
	memset(&region, 0, sizeof(region));
	region.info.flags = 0xf;
	region.info.size = 0x10000;
	region.info.offset = 0x300000;
	region.info.cap_offset = sizeof(region.info);
	region.type.header.id = VFIO_REGION_INFO_CAP_TYPE;
	region.type.header.next = offsetof(typeof(region), sparse);
	region.type.type = 0x80008086;
	region.type.subtype = 2;
	region.sparse.header.id = VFIO_REGION_INFO_CAP_SPARSE_MMAP;
	region.sparse.nr_areas = num_areas;
	region.areas[0].size = 0x1000;
	region.areas[1].offset = 0x3000;
	region.areas[1].size = 0xd000;
	fake_ioctl_expect(0);
}

static void answer(void *wire)
{
	struct vfio_region_info *cmd = wire;
	uint32_t argsz = cmd->argsz, index = cmd->index;

	if (!(region.info.flags & VFIO_REGION_INFO_FLAG_CAPS) || argsz < sizeof(region)) {
		memcpy(cmd, &region.info, sizeof(region.info));
		cmd->argsz = argsz;
		cmd->cap_offset = 0;
		if (region.info.flags & VFIO_REGION_INFO_FLAG_CAPS)
			cmd->argsz = sizeof(region);
	} else {
		memcpy(cmd, &region, sizeof(region));
		cmd->argsz = argsz;
	}
	cmd->index = index;
}

static void info(void **state)
{
	struct vfio_region_info *wire = (struct vfio_region_info *)fake_ioctl.wire;
	struct iommufd_region_info seen = { .size = sizeof(seen) };

	(void)state;
	set_up_region(2);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_device_get_region_info(&dev, 4, &seen), 0);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->index, 4);
	assert_int_equal(seen.index, 4);
	assert_int_equal(seen.flags, RW | IOMMUFD_REGION_MMAP | IOMMUFD_REGION_CAPS);
	assert_int_equal(seen.length, 0x10000);
	assert_int_equal(seen.file_offset, 0x300000);
}

static void type(void **state)
{
	uint32_t type = 7, subtype = 7;

	(void)state;
	set_up_region(2);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_device_get_region_type(&dev, 9, &type, &subtype), 0);
	assert_int_equal(type, 0x80008086);
	assert_int_equal(subtype, 2);
	assert_int_equal(fake_ioctl.calls, 2);
	region.type.header.id = 99;
	type = 7;
	assert_ret(iommufd_device_get_region_type(&dev, 9, &type, &subtype), -ENODATA);
	assert_error("iommufd_device_get_region_type", -ENODATA, "no such capability");
	region.info.flags &= ~VFIO_REGION_INFO_FLAG_CAPS;
	assert_ret(iommufd_device_get_region_type(&dev, 9, &type, &subtype), -ENODATA);
	fake_ioctl_expect(EINVAL);
	assert_ret(iommufd_device_get_region_type(&dev, 9, &type, &subtype), -EINVAL);
	assert_error("iommufd_device_get_region_type", -EINVAL, "VFIO_DEVICE_GET_REGION_INFO: ");
	assert_int_equal(type, 7);
}

static void any_capability(void **state)
{
	struct vfio_region_info_cap_type cap;
	uint32_t length = 4;

	(void)state;
	set_up_region(2);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_device_get_region_cap(&dev, 9, IOMMUFD_REGION_CAP_TYPE, &cap, &length),
		   -EMSGSIZE);
	assert_error("iommufd_device_get_region_cap", -EMSGSIZE, "length: EMSGSIZE");
	assert_int_equal(length, sizeof(cap));
	assert_ret(iommufd_device_get_region_cap(&dev, 9, IOMMUFD_REGION_CAP_TYPE, &cap, &length),
		   0);
	assert_memory_equal(&cap, &region.type, sizeof(cap));
	length = 0;
	assert_ret(iommufd_device_get_region_cap(&dev, 9, IOMMUFD_REGION_CAP_SPARSE_MMAP, NULL,
						 &length),
		   -EMSGSIZE);
	assert_int_equal(length, sizeof(region.sparse) + sizeof(region.areas));
	length = 0;
	assert_ret(iommufd_device_get_region_cap(&dev, 9, IOMMUFD_REGION_CAP_MSIX_MAPPABLE, NULL,
						 &length),
		   -ENODATA);
}

static void mmap_areas(void **state)
{
	struct iommufd_region_area areas[2] = { { 7, 7 }, { 7, 7 } };
	uint32_t num = 1;

	(void)state;
	set_up_region(2);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_device_get_region_mmap_areas(&dev, 1, areas, &num), -EMSGSIZE);
	assert_int_equal(num, 2);
	assert_int_equal(areas[0].length, 7);
	assert_ret(iommufd_device_get_region_mmap_areas(&dev, 1, areas, &num), 0);
	assert_int_equal(areas[0].offset, 0);
	assert_int_equal(areas[0].length, 0x1000);
	assert_int_equal(areas[1].offset, 0x3000);
	assert_int_equal(areas[1].length, 0xd000);
}

static void mmap_areas_without_the_capability(void **state)
{
	struct iommufd_region_area area = { 7, 7 };
	uint32_t num = 1;

	(void)state;
	set_up_region(0);
	fake_ioctl.answer = answer;
	region.info.flags &= ~VFIO_REGION_INFO_FLAG_CAPS;
	assert_ret(iommufd_device_get_region_mmap_areas(&dev, 1, &area, &num), 0);
	assert_int_equal(num, 1);
	assert_int_equal(area.offset, 0);
	assert_int_equal(area.length, 0x10000);
	region.info.flags &= ~VFIO_REGION_INFO_FLAG_MMAP;
	assert_ret(iommufd_device_get_region_mmap_areas(&dev, 1, &area, &num), 0);
	assert_int_equal(num, 0);
}

static int ask_for_areas(void)
{
	struct iommufd_region_area areas[2];
	uint32_t num = 2;

	return iommufd_device_get_region_mmap_areas(&dev, 1, areas, &num);
}

/* Nothing that a broken kernel says makes the library read what is not there. */
static void damaged_chains(void **state)
{
	const uint32_t wrong[] = { 8, sizeof(region.info) - 4, sizeof(region) - 4, sizeof(region),
				   UINT32_MAX };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		set_up_region(2);
		fake_ioctl.answer = answer;
		region.info.cap_offset = wrong[i];
		assert_ret(ask_for_areas(), -EIO);
		assert_error("iommufd_device_get_region_mmap_areas", -EIO, "no chain");
		region.info.cap_offset = sizeof(region.info);
		if (wrong[i] == sizeof(region))
			continue;
		region.type.header.next = wrong[i];
		assert_ret(ask_for_areas(), -EIO);
	}
	set_up_region(3);
	fake_ioctl.answer = answer;
	assert_ret(ask_for_areas(), -EIO);
	set_up_region(UINT32_MAX);
	fake_ioctl.answer = answer;
	assert_ret(ask_for_areas(), -EIO);
	set_up_region(2);
	fake_ioctl.answer = answer;
	region.sparse.header.next = offsetof(typeof(region), type); /* a circle */
	region.sparse.header.id = 99;
	assert_ret(ask_for_areas(), -EIO);
}

static void mapping_shows_the_region(void **state)
{
	const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	struct iommufd_region_info info = { .length = 2 * page, .file_offset = page };
	struct iommufd_device file;
	void *addr = NULL;

	(void)state;
	assert_int_equal(backing_file(&file), 0);
	assert_int_equal(ftruncate(file.fd, (off_t)(3 * page)), 0);
	assert_ret(iommufd_device_region_mmap(&file, &info, page, page, RW, &addr), 0);
	strcpy(addr, "mapped");
	assert_int_equal(munmap(addr, page), 0);
	addr = NULL;
	assert_ret(
		iommufd_device_region_mmap(&file, &info, 0, 2 * page, IOMMUFD_REGION_READ, &addr),
		0);
	assert_string_equal((char *)addr + page, "mapped");
	assert_int_equal(munmap(addr, 2 * page), 0);
	close(file.fd);
}

static void mapping_refuses(void **state)
{
	const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	struct iommufd_region_info info = { .length = 2 * page, .file_offset = page };
	void *const untouched = &info;
	struct iommufd_device file;
	void *addr = untouched;

	(void)state;
	assert_int_equal(backing_file(&file), 0);
	assert_ret(iommufd_device_region_mmap(&file, &info, page, 2 * page, RW, &addr), -ERANGE);
	assert_error("iommufd_device_region_mmap", -ERANGE, "offset: ERANGE");
	assert_ret(iommufd_device_region_mmap(&file, &info, UINT64_MAX, 2, RW, &addr), -ERANGE);
	assert_ret(iommufd_device_region_mmap(&file, &info, 0, UINT64_MAX, RW, &addr), -ERANGE);
	assert_ret(iommufd_device_region_mmap(&file, &info, 0, page, RW | 4, &addr), -EINVAL);
	assert_error("iommufd_device_region_mmap", -EINVAL, "access: EINVAL");
	assert_ret(iommufd_device_region_mmap(&file, &info, 1, page, RW, &addr), -EINVAL);
	assert_error("iommufd_device_region_mmap", -EINVAL, "does not begin at a page");
	assert_ret(iommufd_device_region_mmap(&file, &info, 0, 0, RW, &addr), -EINVAL);
	assert_ptr_equal(addr, untouched);
	close(file.fd);
}

static void dma_buf(void **state)
{
	const struct {
		struct vfio_device_feature head;
		struct vfio_device_feature_dma_buf data;
		struct vfio_region_dma_range ranges[2];
	} *wire = (const void *)fake_ioctl.wire;
	const struct iommufd_region_area areas[2] = { { 0x1000, 0x2000 }, { 0x8000, 0x1000 } };
	int fd = 77;

	(void)state;
	fake_ioctl_expect(ENODEV, 0);
	fake_ioctl.result = 33;
	assert_ret(iommufd_device_region_dma_buf(&dev, 2, areas, 2, &fd), -ENODEV);
	assert_int_equal(fd, 77);
	assert_ret(iommufd_device_region_dma_buf(&dev, 2, areas, 2, &fd), 0);
	assert_int_equal(fd, 33);
	assert_int_equal(wire->head.argsz, sizeof(*wire));
	assert_int_equal(wire->head.flags, 0x1000b);
	assert_int_equal(wire->data.region_index, 2);
	assert_int_equal(wire->data.open_flags, O_RDWR | O_CLOEXEC);
	assert_int_equal(wire->data.flags, 0);
	assert_int_equal(wire->data.nr_ranges, 2);
	assert_int_equal(wire->ranges[1].offset, 0x8000);
	assert_int_equal(wire->ranges[1].length, 0x1000);
}

static void dma_buf_refuses(void **state)
{
	const struct iommufd_region_area area = { 0x1000, 0x2000 };
	int fd = 77;

	(void)state;
	fake_ioctl_expect(0);
	assert_refuses_null(iommufd_device_region_dma_buf(NULL, 2, &area, 1, &fd), "dev");
	assert_refuses_null(iommufd_device_region_dma_buf(&dev, 2, NULL, 1, &fd), "areas");
	assert_refuses_null(iommufd_device_region_dma_buf(&dev, 2, &area, 1, NULL), "fd");
	assert_ret(iommufd_device_region_dma_buf(&dev, 2, &area, 1u << 28, &fd), -EOVERFLOW);
	assert_error("iommufd_device_region_dma_buf", -EOVERFLOW, "num_areas: EOVERFLOW");
	assert_int_equal(fd, 77);
	assert_int_equal(fake_ioctl.calls, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(region_info_of_another_version),
		cmocka_unit_test(region_access_goes_where_the_region_is),
		cmocka_unit_test(region_access_stays_in_the_region),
		cmocka_unit_test(region_that_ends_early),
		cmocka_unit_test(info),
		cmocka_unit_test(type),
		cmocka_unit_test(any_capability),
		cmocka_unit_test(mmap_areas),
		cmocka_unit_test(mmap_areas_without_the_capability),
		cmocka_unit_test(damaged_chains),
		cmocka_unit_test(mapping_shows_the_region),
		cmocka_unit_test(mapping_refuses),
		cmocka_unit_test(dma_buf),
		cmocka_unit_test(dma_buf_refuses),
	};

	return RUN_TESTS(tests);
}
