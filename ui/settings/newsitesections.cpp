// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/newsitesections.h"

#include "core/bus/signalbus.h"
#include "core/settings/settings.h"
#include "core/types/clock.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>

namespace {

/// Yesterday's key serves visits across midnight until then (privacy.md#the-key-of-the-day).
constexpr Micros kKeyOutlivesDay = 30 * kMicrosPerMinute;

QString keptText(const Site &site)
{
    if (site.keptQuery.isEmpty())
        return NewSiteSection::tr("campaigns only");
    if (site.keptQuery.contains(QStringLiteral("*")))
        return NewSiteSection::tr("the whole query");
    return LineText::fill(NewSiteSection::tr("campaigns, %1"), site.keptQuery.join(QStringLiteral(", ")));
}

QString consentText(const Site &site)
{
    return site.consent == Site::ConsentMode::Honour ? NewSiteSection::tr("Do Not Track honoured")
                                                     : NewSiteSection::tr("Do Not Track ignored");
}

} // namespace

NewSiteSection::NewSiteSection(const Place &place, Settings &settings, SettingsChanges &changes,
                               QWidget *parent) :
    SettingsSection(place, changes, parent), m_settings(settings)
{
}

void NewSiteSection::addConsent()
{
    m_consent = makeChoice(
        QStringLiteral("settingsConsent"),
        {tr("Honour: such hits are rejected"), tr("Ignore: all visitors are counted")}, [this](int chosen) {
            Site wanted = m_settings.newSite();
            wanted.consent = chosen == 1 ? Site::ConsentMode::Ignore : Site::ConsentMode::Honour;
            applyNewSite(chosen == 1 ? tr("New sites ignore Do Not Track")
                                     : tr("New sites honour Do Not Track"),
                         wanted);
        });
    addRow(tr("Do Not Track"), m_consent);
}

void NewSiteSection::refresh()
{
    m_consent->setCurrentIndex(m_settings.newSite().consent == Site::ConsentMode::Ignore ? 1 : 0);
}

void NewSiteSection::applyNewSite(const QString &what, const Site &wanted)
{
    const Site before = m_settings.newSite();
    if (wanted == before)
        return;
    apply(
        what, [=, this] { m_settings.setNewSite(wanted); }, [=, this] { m_settings.setNewSite(before); });
}

PrivacySection::PrivacySection(const Place &place, Settings &settings, SiteQuestions &sites, SignalBus &bus,
                               const Clock &clock, SettingsChanges &changes, QWidget *parent) :
    NewSiteSection(place, settings, changes, parent), m_sites(sites), m_clock(clock)
{
    addCaption(tr("New sites"));
    addConsent();
    m_keptQuery = new QLineEdit(this);
    m_keptQuery->setObjectName(QStringLiteral("settingsKeptQuery"));
    m_keptQuery->setPlaceholderText(tr("none, all, or names: page, category"));
    connect(m_keptQuery, &QLineEdit::editingFinished, this, [this] {
        const QString typed = m_keptQuery->text().trimmed();
        const Result<QStringList> kept = ::keptQuery(typed.isEmpty() ? QStringLiteral("none") : typed);
        setMessage(m_keptMessage, kept ? QString() : kept.error().message, true);
        if (!kept)
            return;
        Site wanted = this->settings().newSite();
        wanted.keptQuery = *kept;
        applyNewSite(LineText::fill(tr("New sites keep of a query: %1"), keptText(wanted)), wanted);
    });
    addRow(tr("Kept of a query"), m_keptQuery);
    m_keptMessage = addMessage(QStringLiteral("settingsKeptMessage"));
    addNote(
        tr("The part of an address behind its ? may hold a mail address or a token. Fields of campaigns are "
           "always kept."));
    addLine();
    addCaption(tr("Sites that exist"));
    m_siteRows = addNote(QString());
    m_siteRows->setObjectName(QStringLiteral("settingsSiteRows"));
    addNote(tr("Each site is changed on the page Sites (key 5)."));
    addLine();
    addCaption(tr("Key of the day (salt)"));
    m_key = addNote(QString());
    m_key->setObjectName(QStringLiteral("settingsKey"));
    addCaption(tr("What is kept"));
    addNote(
        tr("Internet addresses are used while a hit is processed, then discarded. Hits stay until you erase "
           "them."));
    auto *more = new QHBoxLayout;
    auto *line = new QWidget(this);
    line->setLayout(more);
    more->setContentsMargins(0, 0, 0, 0);
    more->addWidget(makeHelp(tr("Everything that is kept of a hit…"),
                             QStringLiteral("privacy.md#what-is-kept-of-a-hit")));
    more->addStretch(1);
    addWidget(line);
    addEnd();
    connect(&bus, &SignalBus::sitesChanged, this, &PrivacySection::showSites);
}

void PrivacySection::refresh()
{
    NewSiteSection::refresh();
    m_keptQuery->setText(keptQueryText(settings().newSite().keptQuery).replace(u',', QStringLiteral(", ")));
    showSites();
    showKey();
}

void PrivacySection::showSites()
{
    QStringList rows;
    for (const Site &site : m_sites.sites())
        rows.append(LineText::joined({site.displayName(), consentText(site), keptText(site)}));
    m_siteRows->setText(rows.isEmpty() ? tr("There is no site yet.") : rows.join(u'\n'));
}

void PrivacySection::showKey()
{
    const Micros now = m_clock.now();
    const Micros midnight = now - now % kMicrosPerDay;
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const auto when = [&](Micros instant) { return Format::weekdayTime(instant, zone); };
    QStringList lines {LineText::fill(
        tr("Visitor ids are made with a secret key. Today's is in use until %1 and is erased at %2."),
        when(midnight + kMicrosPerDay), when(midnight + kMicrosPerDay + kKeyOutlivesDay))};
    if (now < midnight + kKeyOutlivesDay)
        lines.append(LineText::fill(tr("Yesterday's is erased at %1."), when(midnight + kKeyOutlivesDay)));
    lines.append(tr(
        "Without its key, nobody can tell whether two ids belong to one person. Copies never hold a key."));
    m_key->setText(lines.join(u' '));
}

SiteDefaultsSection::SiteDefaultsSection(const Place &place, Settings &settings, SettingsChanges &changes,
                                         QWidget *parent) :
    NewSiteSection(place, settings, changes, parent)
{
    QStringList zones {
        LineText::fill(tr("Like this computer (%1)"), QString::fromLatin1(QTimeZone::systemTimeZoneId()))};
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        zones.append(QString::fromLatin1(zone));
    m_zone = makeChoice(QStringLiteral("settingsZone"), zones, [this](int chosen) {
        Site wanted = this->settings().newSite();
        wanted.timezone = chosen == 0 ? QString() : m_zone->itemText(chosen);
        applyNewSite(LineText::fill(tr("Time zone of new sites changed to %1"), m_zone->itemText(chosen)),
                     wanted);
    });
    addRow(tr("Time zone"), m_zone);
    const QStringList modes {tr("Balanced: hide from a score of 70"), tr("Strict: hide from a score of 60"),
                             tr("Off: mark bots, count them all the same")};
    m_bots = makeChoice(QStringLiteral("settingsBots"), modes, [this](int chosen) {
        Site wanted = this->settings().newSite();
        wanted.botMode = static_cast<Site::BotMode>(chosen);
        applyNewSite(tr("Bots of new sites changed"), wanted);
    });
    addRow(tr("Bots"), m_bots);
    addConsent();
    addNote(tr(
        "A new site begins with these, and each site can be changed afterwards. What is kept of a query is "
        "under Privacy."));
    addEnd();
}

void SiteDefaultsSection::refresh()
{
    NewSiteSection::refresh();
    const Site site = settings().newSite();
    m_zone->setCurrentIndex(site.timezone.isEmpty() ? 0 : std::max(0, m_zone->findText(site.timezone)));
    m_bots->setCurrentIndex(static_cast<int>(site.botMode));
}
