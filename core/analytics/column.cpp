// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/column.h"

#include "core/questions/hitfilter.h"

namespace {

using Kind = DimensionSource::Kind;

struct Entry
{
    const char16_t *name;
    DimensionSource source;
};

constexpr Entry kEntries[] = {
    {u"page", {Kind::Column, Column::Page}},
    {u"entry_page", {Kind::EntryPage, Column::Page}},
    {u"exit_page", {Kind::ExitPage, Column::Page}},
    {u"entry_host", {Kind::EntryHost, Column::Hostname}},
    {u"hostname", {Kind::Column, Column::Hostname}},
    {u"title", {Kind::Column, Column::Title}},
    {u"referrer", {Kind::Touch, Column::Referrer}},
    {u"referrer_host", {Kind::Touch, Column::ReferrerHost}},
    {u"channel", {Kind::Touch, Column::Channel}},
    {u"utm_source", {Kind::Touch, Column::UtmSource}},
    {u"utm_medium", {Kind::Touch, Column::UtmMedium}},
    {u"utm_campaign", {Kind::Touch, Column::UtmCampaign}},
    {u"utm_term", {Kind::Touch, Column::UtmTerm}},
    {u"utm_content", {Kind::Touch, Column::UtmContent}},
    {u"country", {Kind::Column, Column::Country}},
    {u"region", {Kind::Column, Column::Region}},
    {u"city", {Kind::Column, Column::City}},
    {u"device", {Kind::Column, Column::Device}},
    {u"os", {Kind::Column, Column::Os}},
    {u"os_version", {Kind::Column, Column::OsVersion}},
    {u"browser", {Kind::Column, Column::Browser}},
    {u"browser_version", {Kind::Column, Column::BrowserVersion}},
    {u"screen", {Kind::Column, Column::Screen}},
    {u"language", {Kind::Column, Column::Language}},
    {u"event", {Kind::Column, Column::Event}},
    {u"link", {Kind::Column, Column::Link}},
    {u"bot", {Kind::Bot, Column::Page}},
    {u"kind", {Kind::HitKind, Column::Page}},
    {u"protocol", {Kind::Column, Column::Protocol}},
    {u"source", {Kind::Touch, Column::Source}},
    {u"place", {Kind::Column, Column::Place}},
    {u"hit_referrer", {Kind::Column, Column::Referrer}},
    {u"hit_referrer_host", {Kind::Column, Column::ReferrerHost}},
    {u"hit_channel", {Kind::Column, Column::Channel}},
    {u"hit_utm_source", {Kind::Column, Column::UtmSource}},
    {u"hit_utm_medium", {Kind::Column, Column::UtmMedium}},
    {u"hit_utm_campaign", {Kind::Column, Column::UtmCampaign}},
    {u"hit_utm_term", {Kind::Column, Column::UtmTerm}},
    {u"hit_utm_content", {Kind::Column, Column::UtmContent}},
    {u"hit_source", {Kind::Column, Column::Source}},
};

} // namespace

std::optional<DimensionSource> dimensionSource(QStringView dimension)
{
    for (const Entry &entry : kEntries) {
        if (dimension == QStringView(entry.name))
            return entry.source;
    }
    if (dimension == kPropertyNames)
        return DimensionSource {Kind::PropertyNames, Column::Props};
    if (!propertyName(dimension).isEmpty())
        return DimensionSource {Kind::Property, Column::Props};
    return std::nullopt;
}
