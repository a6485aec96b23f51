// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/storagesection.h"

#include "core/bus/signalbus.h"
#include "core/questions/collectorcontrol.h"
#include "core/settings/settings.h"
#include "core/types/clock.h"
#include "ui/look/theme.h"
#include "ui/settings/storagebar.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QComboBox>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPixmap>
#include <QPushButton>
#include <QUrl>

namespace {

constexpr int kSwatch = 10; ///< pixels
constexpr int kLegendRow = 28;

QString nameOf(StorePart::Kind kind)
{
    switch (kind) {
    case StorePart::Kind::Hits: return StorageSection::tr("Hits");
    case StorePart::Kind::Texts: return StorageSection::tr("Texts");
    case StorePart::Kind::Segments: return StorageSection::tr("Columns for questions");
    case StorePart::Kind::Rejections: return StorageSection::tr("Refusals");
    case StorePart::Kind::Log: return StorageSection::tr("Log");
    case StorePart::Kind::Rest: break;
    }
    return StorageSection::tr("Everything else");
}

QString explain(const StorePart &part)
{
    const QString rows = Format::number(part.rows);
    switch (part.kind) {
    case StorePart::Kind::Hits:
        if (part.rows == 0)
            return StorageSection::tr("none yet");
        return LineText::fill(StorageSection::tr("%1 hits, %2 bytes each"), rows,
                              Format::number(part.bytes / part.rows));
    case StorePart::Kind::Texts:
        return LineText::fill(StorageSection::tr("%1 addresses, titles, agents: each once"), rows);
    case StorePart::Kind::Segments: return StorageSection::tr("made again from hits when they are missing");
    case StorePart::Kind::Rejections:
        return LineText::fill(StorageSection::tr("%1 rows, and what was received in each minute"), rows);
    case StorePart::Kind::Log: return StorageSection::tr("what goes into the database file next");
    case StorePart::Kind::Rest: break;
    }
    return StorageSection::tr("sites, links, notes, tokens, free pages");
}

/// Whether there are hits and all are of the days that the growth is measured over: the store may have run
/// for one of them, which says nothing of a year.
bool isFirstWeek(const StoreSizes &sizes)
{
    constexpr qint64 kDays = 7; // StoreSizes::bytesPerDay, which rounds hits of a day down
    qint64 hits = 0;
    qint64 bytes = 0;
    for (const StorePart &part : sizes.parts) {
        if (part.kind == StorePart::Kind::Hits)
            hits = part.rows;
        if (part.kind == StorePart::Kind::Hits || part.kind == StorePart::Kind::Texts
            || part.kind == StorePart::Kind::Segments)
            bytes += part.bytes;
    }
    if (hits == 0 || bytes < hits)
        return false;
    const qint64 hitsPerDay = sizes.bytesPerDay / (bytes / hits);
    return (hitsPerDay + 1) * kDays > hits;
}

QString growthOf(const StoreSizes &sizes)
{
    constexpr qint64 kDaysOfAYear = 365;
    if (isFirstWeek(sizes))
        return StorageSection::tr("how fast it grows is known after a week of hits");
    if (sizes.bytesPerDay <= 0)
        return StorageSection::tr("has not grown in the last week");
    return LineText::fill(
        StorageSection::tr("grew by %1 a day in the last week; at that pace %2 more in a year"),
        Format::bytes(sizes.bytesPerDay), Format::bytes(kDaysOfAYear * sizes.bytesPerDay));
}

} // namespace

StorageSection::StorageSection(const Place &place, Settings &settings, CollectorControl &collector,
                               StoreQuestions &store, SignalBus &bus, const Clock &clock,
                               SaveFileHook saveFile, SettingsChanges &changes, QWidget *parent) :
    SettingsSection(place, changes, parent),
    m_settings(settings),
    m_store(store),
    m_clock(clock),
    m_saveFile(std::move(saveFile))
{
    addSizes();
    addLine();
    addDurability();
    addLine();
    addCopies();
    addEnd();
    // The total is the status bar's, not the measurement's: two moments would be two sizes on one window.
    const auto showBytes = [this](const StoreState &state) {
        m_total->setText(Format::bytes(state.databaseBytes));
        setRemark(m_total->text());
    };
    connect(&bus, &SignalBus::storeStateChanged, this, showBytes);
    showBytes(collector.storeState());
}

void StorageSection::addSizes()
{
    m_total = new PlainLabel(this);
    m_total->setObjectName(QStringLiteral("settingsStoreTotal"));
    m_total->setFont(Type::number());
    m_growth = new PlainLabel(tr("Measuring…"), this);
    m_growth->setObjectName(QStringLiteral("settingsStoreGrowth"));
    m_growth->setWordWrap(true);
    setTone(m_growth, Tone::Muted);
    auto *head = new QWidget(this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(m_total);
    line->addWidget(m_growth, 1, Qt::AlignBottom);
    addWidget(head);
    m_bar = new StorageBar(this);
    addWidget(m_bar);
    auto *legend = new QWidget(this);
    m_legend = new QGridLayout(legend);
    m_legend->setContentsMargins(0, 0, 0, 0);
    m_legend->setHorizontalSpacing(12);
    m_legend->setVerticalSpacing(0);
    m_legend->setColumnStretch(4, 1);
    addWidget(legend);
    m_where = addNote(QString());
    m_where->setObjectName(QStringLiteral("settingsStorePlace"));
    m_where->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void StorageSection::addDurability()
{
    addCaption(tr("Durability"));
    m_durability =
        makeChoice(QStringLiteral("settingsDurability"),
                   {tr("The last moments: faster"), tr("Nothing: every hit is flushed first, the safest")},
                   [this](int chosen) { setFullDurability(chosen == 1); });
    addRow(tr("A power cut may cost"), m_durability);
    m_durabilityMessage = addMessage(QStringLiteral("settingsDurabilityMessage"));
    addNote(
        tr("A crash of the program costs no acknowledged hit in either case. At a few hits a second both are "
           "equally fast."));
}

void StorageSection::addCopies()
{
    addCaption(tr("Copies"));
    m_copyNow = new QPushButton(tr("Back up now…"), this);
    m_copyNow->setObjectName(QStringLiteral("settingsBackUp"));
    m_openFolder = new QPushButton(tr("Open the folder"), this);
    m_openFolder->setObjectName(QStringLiteral("settingsOpenFolder"));
    m_openFolder->setEnabled(false);
    auto *buttons = new QWidget(this);
    auto *line = new QHBoxLayout(buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Metrics::kGrid);
    line->addWidget(m_copyNow);
    line->addWidget(m_openFolder);
    line->addStretch(1);
    addWidget(buttons);
    m_copyMessage = addMessage(QStringLiteral("settingsCopyMessage"), 0);
    addNote(
        tr("A copy is one file with everything but the keys of visitor ids, made while hits go on coming in. "
           "Never copy the database file itself while Clickscope runs."));
    connect(m_copyNow, &QPushButton::clicked, this, [this] {
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.now() / kMicrosPerMilli).date();
        m_saveFile(this, QStringLiteral("clickscope-%1.db").arg(today.toString(Qt::ISODate)),
                   [this](const QString &fileName) {
                       if (!fileName.isEmpty())
                           copy(fileName);
                   });
    });
    connect(m_openFolder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
}

void StorageSection::refresh()
{
    m_durability->setCurrentIndex(m_settings.fullDurability() ? 1 : 0);
    m_measuring = m_store.sizes(this, [this](const Result<StoreSizes> &sizes) {
        if (sizes)
            showSizes(*sizes);
        else
            m_growth->setText(sizes.error().message);
        Q_EMIT settledChanged();
    });
}

void StorageSection::showSizes(const StoreSizes &sizes)
{
    const qint64 total = sizes.bytes();
    m_folder = sizes.folder;
    m_openFolder->setEnabled(!m_folder.isEmpty());
    m_growth->setText(growthOf(sizes));
    m_where->setText(LineText::joined({LineText::path(QDir::toNativeSeparators(sizes.folder)),
                                       LineText::fill(tr("%1 free"), Format::bytes(sizes.freeBytes))}));
    m_bar->setParts(sizes.parts);
    qDeleteAll(m_legend->parentWidget()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (int row = 0; row < sizes.parts.size(); ++row) {
        const StorePart &part = sizes.parts[row];
        QPixmap swatch(kSwatch, kSwatch);
        swatch.fill(StorageBar::colorOf(part.kind));
        auto *colour = new PlainLabel(m_legend->parentWidget());
        colour->setPixmap(swatch);
        auto *bytes = new PlainLabel(Format::bytes(part.bytes), m_legend->parentWidget());
        bytes->setFont(Type::strong());
        const qint64 share = total == 0 ? 0 : (100 * part.bytes + total / 2) / total;
        auto *percent = new PlainLabel(LineText::fill(tr("%1 %"), Format::number(share)),
                                       m_legend->parentWidget());
        auto *words = new PlainLabel(explain(part), m_legend->parentWidget());
        words->setWordWrap(true);
        auto *name = new PlainLabel(nameOf(part.kind), m_legend->parentWidget());
        for (QLabel *label : {static_cast<QLabel *>(percent), static_cast<QLabel *>(words)})
            setTone(label, Tone::Muted);
        m_legend->setRowMinimumHeight(row, kLegendRow);
        m_legend->addWidget(colour, row, 0);
        m_legend->addWidget(name, row, 1);
        m_legend->addWidget(bytes, row, 2, Qt::AlignRight | Qt::AlignVCenter);
        m_legend->addWidget(percent, row, 3, Qt::AlignRight | Qt::AlignVCenter);
        m_legend->addWidget(words, row, 4);
    }
}

void StorageSection::setFullDurability(bool on)
{
    if (on == m_settings.fullDurability())
        return;
    m_changing = m_store.setFullDurability(on, this, [this, on](const Result<void> &set) {
        setMessage(m_durabilityMessage, set ? QString() : set.error().message, true);
        if (!set)
            return m_durability->setCurrentIndex(on ? 0 : 1);
        m_settings.setFullDurability(on);
        noteChange(on ? tr("A power cut costs nothing now") : tr("A power cut may cost the last moments now"),
                   [this, on] { setFullDurability(!on); });
    });
}

void StorageSection::copy(const QString &fileName)
{
    const QString shown = LineText::path(QDir::toNativeSeparators(fileName));
    setMessage(m_copyMessage, LineText::fill(tr("Copying to %1…"), shown), false);
    m_copyNow->setEnabled(false);
    m_copying = m_store.backUp(fileName, this, [this, shown](const Result<qint64> &bytes) {
        m_copyNow->setEnabled(true);
        setMessage(m_copyMessage,
                   bytes ? LineText::fill(tr("Copied to %1: %2."), shown, Format::bytes(*bytes))
                         : bytes.error().message,
                   !bytes);
    });
}
