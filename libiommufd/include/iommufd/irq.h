/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_IRQ_H
#define LIBIOMMUFD_IOMMUFD_IRQ_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iommufd_device;

/* struct iommufd_irq_info's flags; the kernel's values (VFIO_IRQ_INFO_*). */
#define IOMMUFD_IRQ_EVENTFD    0x1u /* eventfds can be told of the interrupts */
#define IOMMUFD_IRQ_MASKABLE   0x2u /* IOMMUFD_IRQ_MASK and IOMMUFD_IRQ_UNMASK work */
#define IOMMUFD_IRQ_AUTOMASKED 0x4u /* masked when it was told of: unmask it for the next one */
#define IOMMUFD_IRQ_NORESIZE   0x8u /* to use more of them, disable the index first */

/**
 * struct iommufd_irq_info - the interrupts of an index: for PCI INTx, MSI, MSI-X, ...
 * @size: sizeof(struct iommufd_irq_info), set by the caller
 * @index: the index
 * @flags: IOMMUFD_IRQ_*
 * @count: how many interrupts it has; 0 if the device does not have this kind
 *
 * New members are added at the end.
 */
struct iommufd_irq_info {
	uint32_t size;
	uint32_t index;
	uint32_t flags;
	uint32_t count;
};

/**
 * iommufd_device_get_irq_info() - the interrupts of an index and what can be done with them
 * @dev: a bound device
 * @index: for a PCI device 0 is INTx, 1 MSI, 2 MSI-X, 3 errors, 4 the request to let it go
 * @info: filled in; @info->size says how much the caller knows of the struct
 *
 * Wire: VFIO_DEVICE_GET_IRQ_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev or @info is NULL; @info->size is too small; @dev is not bound; there is no
 *   interrupt @index.
 * * -ENOTTY: the device's driver has no interrupts.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_irq_info(struct iommufd_device *dev, uint32_t index,
				struct iommufd_irq_info *info);

/* What to do with interrupts; the kernel's values (VFIO_IRQ_SET_ACTION_*). */
#define IOMMUFD_IRQ_MASK    0x8u  /* keep them back */
#define IOMMUFD_IRQ_UNMASK  0x10u /* let them through again */
#define IOMMUFD_IRQ_TRIGGER 0x20u /* as if the device had raised them */

/**
 * iommufd_device_set_irqs() - mask, unmask or trigger interrupts now, or disable an index
 * @dev: a bound device
 * @index: the interrupts' index
 * @action: IOMMUFD_IRQ_MASK, IOMMUFD_IRQ_UNMASK or IOMMUFD_IRQ_TRIGGER
 * @start: the first interrupt
 * @count: how many; 0 with IOMMUFD_IRQ_TRIGGER and @start 0 disables the index and forgets its
 *	eventfds
 *
 * To trigger an interrupt tells its eventfd, without the device: a loopback.
 *
 * Wire: VFIO_DEVICE_SET_IRQS with VFIO_IRQ_SET_DATA_NONE.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; the index does not have these interrupts; @action is none,
 *   or one that the index does not know or cannot do before an eventfd is set.
 * * -ENOTTY: the device's driver has no interrupts, or cannot do this with these.
 * * -ENOMEM, and what the device's driver returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_set_irqs(struct iommufd_device *dev, uint32_t index, uint32_t action,
			    uint32_t start, uint32_t count);

/**
 * iommufd_device_set_irqs_bool() - mask, unmask or trigger some of a range of interrupts now
 * @dev: a bound device
 * @index: the interrupts' index
 * @action: IOMMUFD_IRQ_MASK, IOMMUFD_IRQ_UNMASK or IOMMUFD_IRQ_TRIGGER
 * @start: the first interrupt of the range
 * @which: for each interrupt of the range 1, or 0 to leave it as it is
 * @count: how many the range has
 *
 * Nothing is allocated for up to 492 interrupts.
 *
 * Wire: VFIO_DEVICE_SET_IRQS with VFIO_IRQ_SET_DATA_BOOL.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or what iommufd_device_set_irqs() returns, or
 * * -EINVAL: @which is NULL though @count is not 0.
 * * -EOVERFLOW: @count is more than the ioctl can tell.
 */
int iommufd_device_set_irqs_bool(struct iommufd_device *dev, uint32_t index, uint32_t action,
				 uint32_t start, const uint8_t *which, uint32_t count);

/**
 * iommufd_device_set_irqs_eventfd() - connect interrupts with eventfds
 * @dev: a bound device
 * @index: the interrupts' index
 * @action: IOMMUFD_IRQ_TRIGGER: the eventfd is signalled by the interrupt, and the index becomes
 *	enabled; IOMMUFD_IRQ_MASK, IOMMUFD_IRQ_UNMASK: who signals the eventfd does that
 * @start: the first interrupt of the range
 * @fds: an eventfd for each interrupt of the range; -1 takes the one away that was set. The kernel
 *	holds its own reference, the caller's stay his
 * @count: how many the range has
 *
 * Nothing is allocated for up to 123 interrupts.
 *
 * Wire: VFIO_DEVICE_SET_IRQS with VFIO_IRQ_SET_DATA_EVENTFD.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or what iommufd_device_set_irqs() returns, or
 * * -EINVAL: @fds is NULL though @count is not 0; a descriptor is no eventfd; or interrupts of the
 *   index are enabled and its IOMMUFD_IRQ_NORESIZE forbids to add some.
 * * -EBADF: a descriptor is not open.
 * * -ENOSPC: the machine has fewer interrupt vectors to give, none was enabled; struct
 *   iommufd_error's length says how many it has.
 * * -EOVERFLOW: @count is more than the ioctl can tell.
 */
int iommufd_device_set_irqs_eventfd(struct iommufd_device *dev, uint32_t index, uint32_t action,
				    uint32_t start, const int32_t *fds, uint32_t count);

#ifdef __cplusplus
}
#endif

#endif
