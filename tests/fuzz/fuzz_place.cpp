// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/placetext.h"
#include "tests/fuzz/fuzzcheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    const PlaceText read = PlaceText::parse(text);
    const bool isNowhere = read.country.isEmpty() && read.region.isEmpty() && read.city.isEmpty();
    const QString written = PlaceText::of({read.country, read.region, read.city, {}, read.position}, false);
    const PlaceText again = PlaceText::parse(written);
    require(isNowhere ? written.isEmpty() : again == read, "what was written reads as the same");
    require(PlaceText::of({again.country, again.region, again.city, {}, again.position}, false) == written,
            "a place has one text");
    for (const QString &each : {text, written}) {
        const QString key = PlaceText::key(each);
        require(each.startsWith(key) && PlaceText::key(key) == key, "a key is the beginning");
    }
    require(PlaceText::key(written).count(u'|') == (again.position ? 3 : written.count(u'|')),
            "a position is no part of a key");
    return 0;
}
