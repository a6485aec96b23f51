// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/visitordatapanel.h"

#include "ui/look/theme.h"
#include "ui/text/datetext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

QString dateText(QDate date)
{
    return DateText::dayAndYear(date);
}

QString daysAgo(QDate date, QDate today)
{
    const auto days = static_cast<int>(std::max<qint64>(0, date.daysTo(today)));
    if (days == 0)
        return VisitorDataPanel::tr("today");
    return days == 1 ? VisitorDataPanel::tr("yesterday")
                     : VisitorDataPanel::tr("%Ln days ago", nullptr, days);
}

/// The headline: a name, or what it means that there is none.
QString inUseText(const VisitorDataStatus &status)
{
    const bool isOwn = status.isOwn && status.inUse != status.bundled;
    switch (status.kind) {
    case VisitorDataKind::Places:
        return status.inUse.isEmpty() ? VisitorDataPanel::tr("No database: places stay unknown")
                                      : status.inUse;
    case VisitorDataKind::Subnets: break;
    case VisitorDataKind::SpamHosts:
        if (isOwn && status.entries == 1)
            return VisitorDataPanel::tr("1 host of your own");
        return isOwn
            ? LineText::fill(VisitorDataPanel::tr("%1 hosts of your own"), Format::number(status.entries))
            : LineText::fill(VisitorDataPanel::tr("%1 well-known hosts"), Format::number(status.entries));
    case VisitorDataKind::AgentRules:
        if (isOwn && status.inUse == QLatin1StringView("own rules"))
            return VisitorDataPanel::tr("Your own rules");
        break;
    }
    return status.inUse;
}

QString detailText(const VisitorDataStatus &status, QDate today)
{
    const bool isOwn = status.isOwn && status.inUse != status.bundled;
    QStringList parts;
    if (!isOwn && !status.bundled.isEmpty())
        parts.append(VisitorDataPanel::tr("comes with Clickscope"));
    if (status.date.isValid()) {
        const QString when = LineText::joined({dateText(status.date), daysAgo(status.date, today)},
                                              QStringLiteral(", "));
        parts.append(status.kind == VisitorDataKind::Places
                         ? LineText::fill(VisitorDataPanel::tr("made %1"), when)
                         : LineText::fill(VisitorDataPanel::tr("imported %1"), when));
    }
    if (status.kind == VisitorDataKind::Places && status.entries > 0)
        parts.append(status.entries == 1
                         ? VisitorDataPanel::tr("1 place")
                         : LineText::fill(VisitorDataPanel::tr("%1 places"), Format::number(status.entries)));
    if (status.kind == VisitorDataKind::AgentRules && status.entries > 0)
        parts.append(LineText::fill(VisitorDataPanel::tr("%1 rules"),
                                    Format::number(status.entries))); // three at least
    if (status.kind == VisitorDataKind::SpamHosts && isOwn && status.inUse.endsWith(status.bundled))
        parts.append(VisitorDataPanel::tr("in addition to those that come with Clickscope"));
    QString text = LineText::joined(parts);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    if (isOwn && status.kind == VisitorDataKind::Places && !status.bundled.isEmpty())
        text += QLatin1Char('\n')
            + LineText::fill(VisitorDataPanel::tr("For addresses it does not know: %1"), status.bundled);
    return text;
}

QString warningText(const VisitorDataStatus &status, QDate today)
{
    QStringList lines;
    for (const Error &problem : status.problems)
        lines.append(problem.message.left(1).toUpper() + problem.message.mid(1) + QLatin1Char('.'));
    switch (ageOf(status, today)) {
    case DataAge::Good: break;
    case DataAge::PastLicence:
        lines.append(
            VisitorDataPanel::tr("MaxMind's licence asks to delete GeoLite2 within 30 days of a newer "
                                 "release: import a newer file, or remove this one."));
        break;
    case DataAge::Old: lines.append(VisitorDataPanel::tr("Addresses move: import a newer database.")); break;
    }
    return lines.join(QLatin1Char('\n'));
}

OpenFilesQuestion questionFor(VisitorDataKind kind)
{
    switch (kind) {
    case VisitorDataKind::Places:
        return {VisitorDataPanel::tr("Import a geo database: one file, or one for IPv4 and one for IPv6"),
                VisitorDataPanel::tr("MaxMind databases (*.mmdb)"), true};
    case VisitorDataKind::SpamHosts:
        return {VisitorDataPanel::tr("Import hosts of referrer spam, one on each line"),
                VisitorDataPanel::tr("Text files (*.txt);;All files (*)"), false};
    case VisitorDataKind::Subnets:
    case VisitorDataKind::AgentRules: break;
    }
    return {VisitorDataPanel::tr("Import a regexes.yaml of uap-core"),
            VisitorDataPanel::tr("Rules (*.yaml *.yml *.json);;All files (*)"), false};
}

QLabel *wrappedLabel(const QString &objectName, const QFont &font, QWidget *parent)
{
    auto *label = new PlainLabel(parent);
    label->setObjectName(objectName);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

VisitorDataPanel::VisitorDataPanel(VisitorDataKind kind, const QString &name, VisitorDataControl &control,
                                   const Clock &clock, OpenFilesHook openFiles, QWidget *parent) :
    QWidget(parent),
    m_kind(kind),
    m_control(control),
    m_clock(clock),
    m_openFiles(std::move(openFiles)),
    m_inUse(wrappedLabel(name + QStringLiteral("InUse"), Type::strong(), this)),
    m_detail(wrappedLabel(name + QStringLiteral("Detail"), Type::small(), this)),
    m_warning(wrappedLabel(name + QStringLiteral("Warning"), Type::small(), this)),
    m_message(wrappedLabel(name + QStringLiteral("Message"), Type::small(), this)),
    m_import(new QPushButton(tr("Import…"), this)),
    m_remove(new QPushButton(tr("Remove"), this))
{
    setObjectName(name);
    m_import->setObjectName(name + QStringLiteral("Import"));
    m_import->setToolTip(PlainText::toolTip(questionFor(kind).title));
    m_import->setAccessibleName(questionFor(kind).title);
    m_import->setAutoDefault(false);
    m_remove->setObjectName(name + QStringLiteral("Remove"));
    m_remove->setAutoDefault(false);
    setTone(m_detail, Tone::Muted);
    setTone(m_warning, Tone::Warn);

    auto *head = new QHBoxLayout;
    head->setSpacing(Metrics::kGrid);
    head->addWidget(m_inUse, 1);
    head->addWidget(m_import, 0, Qt::AlignTop);
    head->addWidget(m_remove, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid / 2);
    column->addLayout(head);
    for (QLabel *label : {m_detail, m_warning, m_message})
        column->addWidget(label);

    connect(m_import, &QPushButton::clicked, this, &VisitorDataPanel::importFiles);
    connect(m_remove, &QPushButton::clicked, this, &VisitorDataPanel::remove);
    connect(&control, &VisitorDataControl::reportChanged, this, &VisitorDataPanel::showReport);
    connect(&control, &VisitorDataControl::busyChanged, this, &VisitorDataPanel::showBusy);
    connect(&control, &VisitorDataControl::succeeded, this, [this](VisitorDataKind done) {
        if (done == m_kind)
            setMessage({}, false);
    });
    connect(&control, &VisitorDataControl::failed, this, [this](VisitorDataKind done, const Error &error) {
        if (done == m_kind)
            setMessage(error.message.left(1).toUpper() + error.message.mid(1), true);
    });
    setMessage({}, false);
    showReport();
}

void VisitorDataPanel::importFiles()
{
    m_openFiles(this, questionFor(m_kind), [this](const QStringList &files) {
        if (files.isEmpty())
            return;
        QStringList names;
        for (const QString &file : files)
            names.append(QFileInfo(file).fileName());
        setMessage(
            LineText::fill(tr("Copying and checking %1…"), LineText::joined(names, QStringLiteral(", "))),
            false);
        m_control.importFiles(m_kind, files);
    });
}

void VisitorDataPanel::remove()
{
    setMessage(tr("Removing…"), false);
    m_control.remove(m_kind);
}

void VisitorDataPanel::showReport()
{
    const VisitorDataReport &report = m_control.report();
    const VisitorDataStatus &status = report.of(m_kind);
    const bool isLoading = report.rows.isEmpty();
    m_inUse->setText(isLoading ? tr("Loading…") : inUseText(status));
    m_detail->setText(isLoading ? QString() : detailText(status, today()));
    m_warning->setText(isLoading ? QString() : warningText(status, today()));
    m_detail->setHidden(m_detail->text().isEmpty());
    m_warning->setHidden(m_warning->text().isEmpty());
    m_remove->setVisible(status.isOwn);
    showBusy();
}

void VisitorDataPanel::showBusy()
{
    m_import->setEnabled(!m_control.isBusy());
    m_remove->setEnabled(!m_control.isBusy());
}

void VisitorDataPanel::setMessage(const QString &text, bool isError)
{
    setTone(m_message, isError ? Tone::Bad : Tone::Muted);
    m_message->setText(text);
    m_message->setHidden(text.isEmpty());
}

QDate VisitorDataPanel::today() const
{
    return QDateTime::fromMSecsSinceEpoch(m_clock.now() / kMicrosPerMilli).date();
}
