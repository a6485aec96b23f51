// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

// Looks at values of the MaxMind DB format before libmaxminddb does: its functions skip nested values by
// recursion without a limit, so that a crafted file of a few kilobytes would exhaust the stack.

/// Whether the value at `offset` lies inside the section and is small: at most 16 levels and 4,096 values,
/// counting what pointers lead to. `section` is the data section, or the metadata.
bool isModestMmdbValue(QByteArrayView section, quint32 offset);

/// The metadata of a file of which `tail` is the end (128 KiB suffice); empty when there is none.
QByteArrayView mmdbMetadata(QByteArrayView tail);
