// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/goalbody.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <optional>

namespace {

constexpr qsizetype kMaxNameChars = 100;
constexpr qsizetype kMaxPatternChars = 500;
constexpr qsizetype kMaxKeyChars = 100;
constexpr qsizetype kCurrencyChars = 3;

GoalBodyError invalid(const char *field, const QString &message)
{
    return {422, "validation_error", message, QString::fromLatin1(field)};
}

std::variant<QJsonObject, GoalBodyError> objectOf(const QByteArray &body)
{
    if (body.size() > kMaxGoalBodyBytes)
        return GoalBodyError {413, "payload_too_large", QStringLiteral("Payload exceeds size limit")};
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return GoalBodyError {400, "invalid_json", QStringLiteral("The body must be a JSON object")};
    return document.object();
}

/// Reads members in turn and keeps the first thing that is wrong.
class Members final
{
public:
    explicit Members(QJsonObject object) : m_object(std::move(object)) { }

    bool has(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1StringView(name));
        return !value.isUndefined() && !value.isNull();
    }
    /// 1 to `longest` characters besides blanks around them.
    void readText(const char *name, qsizetype longest, QString *text)
    {
        if (!has(name))
            return;
        const QString value = m_object.value(QLatin1StringView(name)).toString().trimmed();
        if (value.isEmpty())
            fail(name, QStringLiteral("%1 must not be empty").arg(QLatin1StringView(name)));
        else if (value.size() > longest)
            fail(name,
                 QStringLiteral("%1 must be %2 characters or fewer")
                     .arg(QLatin1StringView(name), QString::number(longest)));
        else
            *text = value;
    }
    template <typename Value, std::size_t count>
    void readChoice(const char *name, const std::pair<const char *, Value> (&choices)[count], Value *value)
    {
        if (!has(name))
            return;
        const QString text = m_object.value(QLatin1StringView(name)).toString();
        QStringList names;
        for (const auto &[known, meaning] : choices) {
            if (text == QLatin1StringView(known)) {
                *value = meaning;
                return;
            }
            names.append(QString::fromLatin1(known));
        }
        fail(name, QStringLiteral("%1 must be one of: %2").arg(QLatin1StringView(name), names.join(u", ")));
    }
    void readAmount(const char *name, double *amount)
    {
        if (!has(name))
            return;
        const QJsonValue value = m_object.value(QLatin1StringView(name));
        if (!value.isDouble() || !std::isfinite(value.toDouble()) || value.toDouble() < 0)
            fail(name, QStringLiteral("%1 must be a non-negative number").arg(QLatin1StringView(name)));
        else
            *amount = value.toDouble();
    }
    void require(const char *name)
    {
        if (!has(name))
            fail(name, QStringLiteral("%1 is required").arg(QLatin1StringView(name)));
    }
    void fail(const char *name, const QString &message)
    {
        if (!m_error)
            m_error = invalid(name, message);
    }
    const std::optional<GoalBodyError> &error() const { return m_error; }

private:
    QJsonObject m_object;
    std::optional<GoalBodyError> m_error;
};

void readCurrency(Members &members, Goal &goal)
{
    QString currency = goal.currency;
    members.readText("currency", kCurrencyChars, &currency);
    const auto isLetter = [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z'); };
    if (currency.size() != (currency.isEmpty() ? 0 : kCurrencyChars)
        || !std::ranges::all_of(currency, isLetter))
        members.fail("currency", QStringLiteral("currency must be a code of three letters"));
    goal.currency = currency.toUpper();
}

} // namespace

ParsedGoal sparklyticsGoalOf(const QByteArray &body, const Goal &base, const QList<Goal> &others)
{
    static constexpr std::pair<const char *, Goal::Target> kTypes[] = {{"page_view", Goal::Target::Page},
                                                                       {"event", Goal::Target::Event},
                                                                       {"outbound", Goal::Target::Outbound},
                                                                       {"link", Goal::Target::Link}};
    static constexpr std::pair<const char *, Goal::Match> kOperators[] = {
        {"equals", Goal::Match::Equals},
        {"contains", Goal::Match::Contains},
        {"wildcard", Goal::Match::Wildcard}};
    static constexpr std::pair<const char *, Goal::Worth> kModes[] = {
        {"none", Goal::Worth::None}, {"fixed", Goal::Worth::Fixed}, {"event_property", Goal::Worth::Hit}};
    auto object = objectOf(body);
    if (auto *error = std::get_if<GoalBodyError>(&object))
        return *error;
    Members members(std::get<QJsonObject>(std::move(object)));
    if (base.pattern.isEmpty()) {
        members.require("name");
        members.require("goal_type");
        members.require("match_value");
    }
    Goal goal = base;
    members.readText("name", kMaxNameChars, &goal.name);
    members.readChoice("goal_type", kTypes, &goal.target);
    members.readText("match_value", kMaxPatternChars, &goal.pattern);
    members.readChoice("match_operator", kOperators, &goal.match);
    members.readChoice("value_mode", kModes, &goal.worth);
    members.readAmount("fixed_value", &goal.fixedValue);
    members.readText("value_property_key", kMaxKeyChars, &goal.valueKey);
    readCurrency(members, goal);
    if (goal.worth == Goal::Worth::Fixed && base.worth != Goal::Worth::Fixed && !members.has("fixed_value"))
        members.fail("fixed_value", QStringLiteral("fixed_value is required when value_mode=fixed"));
    if (goal.worth == Goal::Worth::Hit && goal.valueKey.isEmpty())
        members.fail("value_property_key",
                     QStringLiteral("value_property_key is required when value_mode=event_property"));
    if (members.error())
        return *members.error();
    const bool isTaken = std::ranges::any_of(
        others, [&goal](const Goal &other) { return other.id != goal.id && other.name == goal.name; });
    if (isTaken)
        return GoalBodyError {422, "duplicate_name",
                              QStringLiteral("goal name already exists for this website"),
                              QStringLiteral("name")};
    if (goal.worth != Goal::Worth::Fixed)
        goal.fixedValue = 0;
    if (goal.worth != Goal::Worth::Hit)
        goal.valueKey.clear();
    return goal;
}

ParsedGoal tsAnalyticsGoalOf(const QByteArray &body, const QString &site)
{
    static constexpr std::pair<const char *, Goal::Target> kTypes[] = {{"pageview", Goal::Target::Page},
                                                                       {"event", Goal::Target::Event},
                                                                       {"outbound", Goal::Target::Outbound},
                                                                       {"link", Goal::Target::Link}};
    static constexpr std::pair<const char *, Goal::Match> kMatches[] = {{"exact", Goal::Match::Equals},
                                                                        {"contains", Goal::Match::Contains},
                                                                        {"wildcard", Goal::Match::Wildcard}};
    auto object = objectOf(body);
    if (auto *error = std::get_if<GoalBodyError>(&object))
        return *error;
    Members members(std::get<QJsonObject>(std::move(object)));
    if (!members.has("name") || !members.has("type") || !members.has("pattern") || !members.has("matchType"))
        return GoalBodyError {400, "validation_error",
                              QStringLiteral("Missing required fields: name, type, pattern, matchType")};
    Goal goal;
    goal.site = site;
    members.readText("name", kMaxNameChars, &goal.name);
    members.readChoice("type", kTypes, &goal.target);
    members.readText("pattern", kMaxPatternChars, &goal.pattern);
    members.readChoice("matchType", kMatches, &goal.match);
    members.readAmount("value", &goal.fixedValue);
    if (members.error())
        return GoalBodyError {400, "validation_error", members.error()->message};
    if (members.has("value"))
        goal.worth = Goal::Worth::Fixed;
    return goal;
}

bool isJsonType(const QByteArray &contentType)
{
    return contentType.split(';').constFirst().trimmed().toLower() == "application/json";
}
