// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/textscale.h"

#include <QFont>

#include <utility>

namespace {

int g_percent = 100;

} // namespace

int TextScale::percent()
{
    return g_percent;
}

void TextScale::set(int percent)
{
    g_percent = percent;
}

int TextScale::scaled(int pixels)
{
    return qRound(pixels * g_percent / 100.0);
}

bool TextScale::follow(QFont &font, int &madeAt)
{
    const int before = std::exchange(madeAt, g_percent);
    if (before == g_percent || font.pixelSize() <= 0)
        return false;
    font.setPixelSize(qRound(static_cast<double>(font.pixelSize()) * g_percent / before));
    return true;
}
