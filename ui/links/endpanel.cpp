// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/endpanel.h"

#include "ui/links/fieldrow.h"
#include "ui/look/theme.h"
#include "ui/text/datetext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/widgets/onelinelabel.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace {

QDateTime wallTime(Micros instant, const QString &zone)
{
    QDateTime at = QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, QTimeZone(zone.toUtf8()));
    return {at.date(), QTime(at.time().hour(), at.time().minute()), Qt::UTC};
}

Micros instantOf(const QDateTime &wall, const QString &zone)
{
    return QDateTime(wall.date(), wall.time(), QTimeZone(zone.toUtf8())).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

} // namespace

EndPanel::EndPanel(QWidget *parent) :
    QWidget(parent),
    m_password(new QLineEdit(this)),
    m_show(new QPushButton(tr("Show"), this)),
    m_remove(new QPushButton(tr("Remove"), this)),
    m_ends(new QCheckBox(tr("at"), this)),
    m_when(new QDateTimeEdit(this)),
    m_zoneName(new OneLineLabel(this)),
    m_clicks(new QLineEdit(this)),
    m_fallback(new QLineEdit(this))
{
    const auto inRow = [this](const QList<QWidget *> &widgets) {
        auto *line = new QWidget(this);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(Metrics::kGrid);
        for (QWidget *widget : widgets)
            row->addWidget(widget);
        return line;
    };
    m_password->setObjectName(QStringLiteral("linkPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setToolTip(tr("Who clicks is asked for it on a page of the collector."));
    m_show->setObjectName(QStringLiteral("linkPasswordShow"));
    m_remove->setObjectName(QStringLiteral("linkPasswordRemove"));
    for (QPushButton *button : {m_show, m_remove}) {
        button->setProperty("flat", true);
        button->setAutoDefault(false);
    }
    m_show->setCheckable(true);
    m_ends->setObjectName(QStringLiteral("linkEnds"));
    m_ends->setAccessibleName(tr("Ends at a time"));
    m_when->setObjectName(QStringLiteral("linkEndsAt"));
    m_when->setTimeSpec(Qt::UTC); // as a clock on the wall, whatever the zone
    m_when->setCalendarPopup(true);
    m_when->setDisplayFormat(DateText::pattern(QLocale()) + QStringLiteral(" HH:mm"));
    m_when->setMinimumDate({1970, 1, 2});
    m_ends->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_when->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_zoneName->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_zoneName->setFont(Type::small());
    setTone(m_zoneName, Tone::Muted);
    m_clicks->setObjectName(QStringLiteral("linkMaxClicks"));
    m_clicks->setPlaceholderText(tr("no limit"));
    m_clicks->setToolTip(tr("After so many clicks of people it is over."));
    m_fallback->setObjectName(QStringLiteral("linkFallback"));
    m_fallback->setPlaceholderText(tr("nowhere: such clicks are answered 410"));
    m_passwordRow = new FieldRow(tr("Password"), inRow({m_password, m_show, m_remove}), this, m_password);
    m_expiryRow = new FieldRow(tr("Ends"), inRow({m_ends, m_when, m_zoneName}), this, m_when);
    m_clicksRow = new FieldRow(tr("Most clicks"), m_clicks, this);
    m_fallbackRow = new FieldRow(tr("Then go to"), m_fallback, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    for (FieldRow *row : {m_passwordRow, m_expiryRow, m_clicksRow, m_fallbackRow})
        column->addWidget(row);
    connect(m_show, &QPushButton::toggled, this, [this](bool on) {
        m_password->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
        m_show->setText(on ? tr("Hide") : tr("Show"));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_removesPassword = !m_removesPassword;
        m_password->clear();
        updatePassword();
        Q_EMIT changed();
    });
    connect(m_ends, &QCheckBox::toggled, m_when, &QWidget::setEnabled);
    connect(m_ends, &QCheckBox::toggled, this, &EndPanel::changed);
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, &EndPanel::changed);
    connect(m_password, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_removesPassword = m_removesPassword && text.isEmpty();
        updatePassword();
        Q_EMIT changed();
    });
    for (const QLineEdit *field : {m_clicks, m_fallback})
        connect(field, &QLineEdit::textChanged, this, &EndPanel::changed);
}

void EndPanel::setLink(const Link &link, const QString &zone, Micros now)
{
    m_hasPassword = !link.password.isEmpty();
    updatePassword();
    setZone(zone);
    m_storedExpiry = link.expiresAt;
    const Micros proposed = now + 30 * kMicrosPerDay;
    m_when->setDateTime(wallTime(link.expiresAt != 0 ? link.expiresAt : proposed, zone));
    if (link.expiresAt == 0)
        m_when->setTime({23, 59});
    m_shownExpiry = instantOf(m_when->dateTime(), zone);
    m_ends->setChecked(link.expiresAt != 0);
    m_when->setEnabled(link.expiresAt != 0);
    m_clicks->setText(link.maxClicks > 0 ? Format::number(link.maxClicks) : QString());
    m_fallback->setText(link.fallback);
}

void EndPanel::setZone(const QString &zone)
{
    m_zone = zone;
    m_zoneName->setText(LineText::part(zone));
    m_zoneName->setToolTip(tr("The time zone of the site"));
}

void EndPanel::updatePassword()
{
    m_show->setVisible(!m_password->text().isEmpty());
    m_remove->setVisible(m_hasPassword && m_password->text().isEmpty());
    m_remove->setText(m_removesPassword ? tr("Keep it") : tr("Remove"));
    m_password->setPlaceholderText(!m_hasPassword          ? tr("none")
                                       : m_removesPassword ? tr("will be removed")
                                                           : tr("set; type a new one to change it"));
}

std::optional<QString> EndPanel::password() const
{
    if (!m_password->text().isEmpty())
        return m_password->text();
    return m_removesPassword ? std::optional(QString()) : std::nullopt;
}

Micros EndPanel::expiry() const
{
    if (!m_ends->isChecked())
        return 0;
    const Micros shown = instantOf(m_when->dateTime(), m_zone);
    return m_storedExpiry != 0 && shown == m_shownExpiry ? m_storedExpiry : shown;
}

std::optional<qint64> EndPanel::clicks() const
{
    QString typed = m_clicks->text().trimmed();
    if (typed.isEmpty())
        return 0;
    bool isNumber = false;
    qint64 number = typed.toLongLong(&isNumber);
    if (const QString between = QLocale().groupSeparator(); !isNumber) {
        if (between.at(0).isSpace()) // one that no key types
            typed.replace(u' ', between);
        number = QLocale().toLongLong(typed, &isNumber);
    }
    return isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

QString EndPanel::clicksProblem() const
{
    return clicks() ? QString() : tr("Write a whole number above 0, or nothing for no limit.");
}

QString EndPanel::expiryProblem(Micros now) const
{
    const Micros at = expiry();
    return at != 0 && at <= now && at != m_storedExpiry
        ? tr("This time has passed: the link would be over at once. Choose a later one.")
        : QString();
}

void EndPanel::writeTo(Link &link) const
{
    link.expiresAt = expiry();
    link.maxClicks = clicks().value_or(0);
    link.fallback = m_fallback->text().trimmed();
}

QString EndPanel::summary() const
{
    QStringList parts;
    if (!m_password->text().isEmpty() || (m_hasPassword && !m_removesPassword))
        parts.append(tr("password"));
    if (m_ends->isChecked())
        parts.append(LineText::fill(tr("ends %1"), DateText::dayAndYear(m_when->date())));
    if (const qint64 most = clicks().value_or(0); most > 0)
        parts.append(tr("%Ln clicks at most", nullptr, static_cast<int>(std::min<qint64>(most, INT_MAX))));
    return LineText::joined(parts);
}
