// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/pixel.h"

#include "core/links/linkcheck.h"
#include "core/links/linkcode.h"
#include "core/types/site.h"

#include <algorithm>
#include <tuple>

namespace {

constexpr int kRandomChars = 22;

Error badPixel(const QString &sentence)
{
    return {QStringLiteral("bad_pixel"), sentence};
}

} // namespace

QString randomPixelKey()
{
    return QStringLiteral("px_") + randomCode(CodeAlphabet::Small, kRandomChars);
}

Result<void> checkPixel(const Pixel &pixel)
{
    if (!isValidSiteId(pixel.key))
        return badPixel(
            QStringLiteral("\"%1\" is no key of a pixel; use 1 to 64 of A-Z a-z 0-9 _ -").arg(pixel.key));
    if (pixel.name.trimmed().isEmpty() || pixel.name.size() > kMaxLinkNameChars || !isOneLine(pixel.name))
        return badPixel(QStringLiteral("the name of a pixel has 1 to 100 characters on one line"));
    if (pixel.url.isEmpty())
        return {};
    if (const QString problem = destinationProblem(pixel.url, false); !problem.isEmpty())
        return badPixel(problem);
    return {};
}

PixelTable::PixelTable(const QList<Pixel> &pixels)
{
    m_pixels.reserve(pixels.size());
    for (const Pixel &pixel : pixels)
        m_pixels.insert(pixel.key, pixel);
}

const Pixel *PixelTable::find(const QString &key) const
{
    const auto found = m_pixels.constFind(key);
    return found == m_pixels.constEnd() ? nullptr : &*found;
}

QList<Pixel> PixelTable::ofSite(const QString &site) const
{
    QList<Pixel> its;
    for (const Pixel &pixel : m_pixels) {
        if (pixel.site == site)
            its.append(pixel);
    }
    std::ranges::sort(its, [](const Pixel &a, const Pixel &b) {
        return std::tie(b.madeAt, b.key) < std::tie(a.madeAt, a.key);
    });
    return its;
}
