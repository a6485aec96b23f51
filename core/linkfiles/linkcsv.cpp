// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/csvwriter.h"
#include "core/linkfiles/instanttext.h"
#include "core/linkfiles/linkfile.h"
#include "core/linkfiles/linkrows.h"
#include "core/links/linkchoices.h"
#include "core/links/linkpassword.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

// Our own file.

namespace {

constexpr QLatin1StringView kOn("on"), kOff("off");

QString instantText(Micros instant)
{
    return instant == 0 ? QString() : toRfc3339(instant);
}

/// Empty for an empty list.
QString jsonText(const QJsonArray &array)
{
    return array.isEmpty() ? QString()
                           : QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QLatin1StringView onOff(bool on)
{
    return on ? kOn : kOff;
}

/// Reads the cells of a row, and keeps what is wrong with the first that cannot be read.
class OwnRow final
{
public:
    OwnRow(const LinkColumns &columns, const QStringList &cells, QString &problem) :
        m_columns(columns), m_cells(cells), m_problem(problem)
    {
    }

    QString text(const char *column) const { return m_columns.value(m_cells, QLatin1StringView(column)); }

    /// 0 for an empty cell.
    Micros instant(const char *column)
    {
        const QString cell = text(column);
        const std::optional<Micros> instant = instantOfText(cell);
        if (!cell.isEmpty() && !instant)
            expected(column, "an instant such as 2027-01-31T17:00:00Z", cell);
        return instant.value_or(0);
    }
    qint64 number(const char *column)
    {
        const QString cell = text(column);
        const bool isDigits = cell.size() <= 18
            && std::ranges::all_of(cell, [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (!isDigits)
            expected(column, "a whole number", cell);
        return isDigits ? cell.toLongLong() : 0;
    }
    bool isOn(const char *column)
    {
        const QString cell = text(column);
        if (!cell.isEmpty() && cell != kOn && cell != kOff)
            expected(column, "on or off", cell);
        return cell == kOn;
    }
    /// `parse` is variantsOf() or rulesOf().
    template <typename List>
    List choices(const char *column, const char *form, std::optional<List> (*parse)(const QJsonArray &))
    {
        const QString cell = text(column);
        if (cell.isEmpty())
            return {};
        const QJsonDocument document = QJsonDocument::fromJson(cell.toUtf8());
        const std::optional<List> list = document.isArray() ? parse(document.array()) : std::nullopt;
        if (!list)
            expected(column, form, cell);
        return list.value_or(List());
    }
    void expected(const char *column, const char *what, const QString &cell)
    {
        if (m_problem.isEmpty())
            m_problem = QStringLiteral("%1 is %2, not \"%3\"")
                            .arg(QLatin1StringView(column), QLatin1StringView(what), cell);
    }

private:
    const LinkColumns &m_columns;
    const QStringList &m_cells;
    QString &m_problem;
};

void readOwnRow(const LinkColumns &columns, const QStringList &cells, LinkFileRow &row)
{
    OwnRow own(columns, cells, row.problem);
    Link &link = row.link;
    link.code = own.text("code");
    link.url = own.text("url");
    link.name = own.text("name");
    link.site = own.text("site");
    link.campaign = own.text("campaign");
    if (const QString tags = own.text("tags"); !tags.isEmpty())
        link.tags = tags.split(u'|');
    if (const QString mode = own.text("forward_query"); !mode.isEmpty()) {
        const std::optional<Link::ForwardQuery> known = forwardQueryOf(mode);
        if (!known)
            own.expected("forward_query", "off, append or capture", mode);
        link.forwardQuery = known.value_or(Link::ForwardQuery::Off);
    }
    link.expiresAt = own.instant("expires");
    link.maxClicks = own.number("max_clicks");
    link.fallback = own.text("fallback");
    link.variants = own.choices(
        "variants", R"(a list such as [{"name":"A","url":"https://e.com/","weight":1}])", variantsOf);
    link.rules = own.choices(
        "rules", R"(a list such as [{"countries":["DE"],"devices":[],"url":"https://e.com/"}])", rulesOf);
    link.opensApps = own.isOn("opens_apps");
    link.madeAt = own.instant("made");
    link.archivedAt = own.instant("archived");
    link.earlierClicks = own.number("earlier_clicks");
    link.password = own.text("password");
    if (!link.password.isEmpty() && !isPasswordHash(link.password) && row.problem.isEmpty())
        row.problem = QStringLiteral("its password is no hash that Clickscope wrote");
}

} // namespace

const QLatin1StringView kOwnColumns(
    "code url name site campaign tags forwardquery expires maxclicks fallback variants rules opensapps made"
    " archived earlierclicks password");

LinkRowReader ownRowReader(const LinkColumns &columns)
{
    return [columns](const QStringList &cells, LinkFileRow &row) { readOwnRow(columns, cells, row); };
}

QByteArray linksToCsv(const QList<Link> &links)
{
    QByteArray out =
        "code,url,name,site,campaign,tags,forward_query,expires,max_clicks,fallback,variants,rules,"
        "opens_apps,made,archived,earlier_clicks,password\r\n";
    CsvWriter csv(out);
    for (const Link &link : links) {
        for (const QString &text :
             {link.code, link.url, link.name, link.site, link.campaign, link.tags.join(u'|'),
              QString(toString(link.forwardQuery)), instantText(link.expiresAt)})
            csv.text(text);
        csv.number(link.maxClicks);
        for (const QString &text :
             {link.fallback, jsonText(toJson(link.variants)), jsonText(toJson(link.rules)),
              QString(onOff(link.opensApps)), instantText(link.madeAt), instantText(link.archivedAt)})
            csv.text(text);
        csv.number(link.earlierClicks);
        csv.text(link.password);
        csv.endRow();
    }
    return out;
}
