// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/shownvisitor.h"

QString shownVisitor(const Hit &hit)
{
    constexpr qsizetype kDigits = 4;
    return hit.identity.isEmpty() ? hit.visitorText().right(kDigits) : hit.identity.left(2 * kDigits);
}
