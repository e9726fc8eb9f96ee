using Koshiki.Core.Organizations.Logs;
using Koshiki.Foundation.Activity;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Organizations;

/// <summary>Holds everything that is logged against the areas' words for it.</summary>
public sealed class LogWordsTests(EveryRole people) : IClassFixture<EveryRole>
{
    private readonly StaffApplication staff = people.Staff;

    [Fact]
    public async Task A5_every_record_property_and_state_that_is_logged_has_its_japanese_word()
    {
        var words = staff.Services.GetRequiredService<LogWords>();
        await using var db = staff.Open();

        var lacking = new List<string>();
        foreach (var record in db.Model.GetEntityTypes().Where(LogAnnotations.IsLogged))
        {
            var name = record.ClrType.Name;
            if (!words.Records.ContainsKey(name)) lacking.Add(name);
            foreach (var property in record.GetProperties().Where(p => LogAnnotations.IsLogged(p) && !p.IsPrimaryKey() && !p.IsConcurrencyToken))
            {
                if (words.PropertyOf(name, property.Name) == property.Name) lacking.Add($"{name}.{property.Name}");
                var type = property.ClrType.GetElementType() ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum) lacking.AddRange(Enum.GetNames(type).Where(value => words.EnumWord(type, value) is null or "").Select(value => $"{name}.{property.Name} {type.Name}.{value}"));
            }
        }

        Assert.Empty(lacking);
    }

    [Fact]
    public void A5_a_value_is_told_in_the_words_of_its_type()
    {
        var words = staff.Services.GetRequiredService<LogWords>();

        Assert.Equal("令和8年11月22日（日）16:52", words.ValueOf(typeof(DateTimeOffset?), "2026-11-22T07:52:05.098620Z"));
        Assert.Equal("令和8年4月1日（水）", words.ValueOf(typeof(DateOnly), "2026-04-01"));
        Assert.Equal("不明", words.ValueOf(typeof(DateOnly), "0001-01-01"));
        Assert.Equal("承認待ち", words.ValueOf(typeof(Koshiki.Core.Publishing.PostStatus), "AwaitingApproval"));
        Assert.Equal("英大文字を含む・数字を含む", words.ValueOf(typeof(Koshiki.Core.Custody.PasswordRules), "Upper, Digit"));
        Assert.Equal("はい", words.ValueOf(typeof(bool?), "True"));
        Assert.Equal("Draft", words.ValueOf(typeof(string), "Draft"));
    }
}
