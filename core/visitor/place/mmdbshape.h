// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

// Checks values of the MaxMind DB format before libmaxminddb reads them: it skips nested values by
// unlimited recursion, so that a crafted file of a few kilobytes would exhaust the stack.

/// Whether the value at `offset` is inside the section and small: at most 16 levels and 4,096 values,
/// including targets of pointers. `section` is the data section, or the metadata.
bool isModestMmdbValue(QByteArrayView section, quint32 offset);

/// The metadata of a file of which `tail` is the end (128 KiB suffice); empty when there is none.
QByteArrayView mmdbMetadata(QByteArrayView tail);
