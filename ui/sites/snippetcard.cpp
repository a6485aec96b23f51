// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sites/snippetcard.h"

#include "core/types/firsthitwatch.h"
#include "core/types/snippet.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/snippetfield.h"
#include "ui/widgets/tabstrip.h"

#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace {

/// A way to send hits. Texts of the context "SnippetCard".
struct Way
{
    SnippetKind kind;
    const char *objectName;
    const char *title;
    const char *note;
};

constexpr auto kWays = std::to_array<Way>({
    {SnippetKind::Script, "snippetHtml", QT_TRANSLATE_NOOP("SnippetCard", "HTML"),
     QT_TRANSLATE_NOOP("SnippetCard",
                       "Into every page, before </head>. No cookies, nothing stored in the browser.")},
    {SnippetKind::Script, "snippetSinglePage", QT_TRANSLATE_NOOP("SnippetCard", "Single-page app"),
     QT_TRANSLATE_NOOP("SnippetCard",
                       "Once into index.html. Changes of the address count by themselves; add data-hash when "
                       "pages stand behind a # in it.")},
    {SnippetKind::WordPress, "snippetWordPress", QT_TRANSLATE_NOOP("SnippetCard", "WordPress"),
     QT_TRANSLATE_NOOP(
         "SnippetCard",
         "At the end of the theme's functions.php. A plugin for scripts in the header takes the "
         "line for HTML instead.")},
    {SnippetKind::TagManager, "snippetTagManager", QT_TRANSLATE_NOOP("SnippetCard", "Tag Manager"),
     QT_TRANSLATE_NOOP(
         "SnippetCard",
         "As a tag of the kind Custom HTML, with the trigger All Pages. The line for HTML would "
         "lose its data-site there.")},
    {SnippetKind::Module, "snippetModule", QT_TRANSLATE_NOOP("SnippetCard", "npm"),
     QT_TRANSLATE_NOOP("SnippetCard",
                       "Where an app of React, Vue, Svelte and the like begins, such as main.js. There is "
                       "nothing to install.")},
    {SnippetKind::Pixel, "snippetPixel", QT_TRANSLATE_NOOP("SnippetCard", "Pixel"),
     QT_TRANSLATE_NOOP("SnippetCard", "For pages without script, and mails. It counts views, not clicks.")},
    {SnippetKind::Sparklytics, "snippetSparklytics", QT_TRANSLATE_NOOP("SnippetCard", "Sparklytics"),
     QT_TRANSLATE_NOOP("SnippetCard", "Keep your own s.js; only the attributes change.")},
    {SnippetKind::TsAnalytics, "snippetTsAnalytics", QT_TRANSLATE_NOOP("SnippetCard", "ts-analytics"),
     QT_TRANSLATE_NOOP("SnippetCard", "Where your build makes the tracking script.")},
});

} // namespace

SnippetCard::SnippetCard(QWidget *parent) :
    QWidget(parent),
    m_tabs(new TabStrip(this, TabStrip::Overflow::Wrap)),
    m_field(new SnippetField(this)),
    m_note(new PlainLabel(this))
{
    setObjectName(QStringLiteral("snippetCard"));
    for (const Way &way : kWays)
        m_tabs->addTab(tr(way.title), QString::fromLatin1(way.objectName));
    m_note->setObjectName(QStringLiteral("snippetNote"));
    m_note->setFont(Type::small());
    m_note->setWordWrap(true);
    setTone(m_note, Tone::Muted);
    connect(m_tabs, &TabStrip::chosen, this, &SnippetCard::refresh);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(m_tabs);
    column->addWidget(m_field);
    column->addWidget(m_note);
}

void SnippetCard::setSite(const Site &site, const QString &collectorUrl)
{
    m_site = site;
    m_collectorUrl = collectorUrl;
    refresh();
}

void SnippetCard::focusContent()
{
    m_tabs->focusCurrent();
}

void SnippetCard::refresh()
{
    const Way &way = kWays.at(static_cast<std::size_t>(std::max(0, m_tabs->current())));
    m_field->setText(snippetOf(m_site, m_collectorUrl, way.kind));
    QStringList sentences {tr(way.note)};
    if (FirstHitWatch::isOutOfReach(m_site, m_collectorUrl)) {
        const FirstHitWatch::Cause cause {FirstHitWatch::Kind::OnlyThisComputer, {}, 0};
        sentences += {toText(cause), remedyFor(cause)};
    }
    m_note->setText(LineText::joined(sentences, QStringLiteral(" ")));
}
