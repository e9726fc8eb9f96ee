using Koshiki.Foundation;

namespace Koshiki.Core.Organizations;

/// <summary>What sort of place an office is.</summary>
public enum OfficeKind
{
    /// <summary>県の所属: an office of a prefecture of which nothing narrower is known.</summary>
    Prefectural,

    /// <summary>市町村の所属: the same of a city, town or village.</summary>
    Municipal,

    /// <summary>本庁</summary>
    HeadOffice,

    /// <summary>出先機関</summary>
    RegionalOffice,

    /// <summary>学校</summary>
    School,

    /// <summary>警察</summary>
    Police,

    /// <summary>公営企業</summary>
    PublicEnterprise,

    /// <summary>議会・行政委員会の事務局</summary>
    AssemblyBureau,

    /// <summary>公の施設（直営）</summary>
    PublicFacility,

    /// <summary>公の施設（指定管理者）</summary>
    DesignatedFacility,
}

/// <summary>Which task for the whole government an office has beside its own. A3.</summary>
public enum OfficeFunction
{
    /// <summary>なし</summary>
    None,

    /// <summary>広報</summary>
    PublicRelations,

    /// <summary>情報システム</summary>
    InformationTechnology,

    /// <summary>研修</summary>
    Training,

    /// <summary>監査</summary>
    Audit,
}

/// <summary>The words for kinds of offices: on screens in Japanese, in files in English.</summary>
public static class OfficeKindWords
{
    private static readonly (OfficeKind Kind, string File, string Word)[] Kinds =
    [
        (OfficeKind.Prefectural, "prefectural", "県の所属"),
        (OfficeKind.Municipal, "municipal", "市町村の所属"),
        (OfficeKind.HeadOffice, "head-office", "本庁"),
        (OfficeKind.RegionalOffice, "regional-office", "出先機関"),
        (OfficeKind.School, "school", "学校"),
        (OfficeKind.Police, "police", "警察"),
        (OfficeKind.PublicEnterprise, "public-enterprise", "公営企業"),
        (OfficeKind.AssemblyBureau, "assembly-bureau", "議会・行政委員会の事務局"),
        (OfficeKind.PublicFacility, "public-facility", "公の施設（直営）"),
        (OfficeKind.DesignatedFacility, "designated-facility", "公の施設（指定管理者）"),
    ];

    public static IReadOnlyList<OfficeKind> All => [.. Kinds.Select(entry => entry.Kind)];

    extension(OfficeKind kind)
    {
        public string Word => Array.Find(Kinds, entry => entry.Kind == kind).Word;

        public string FileWord => Array.Find(Kinds, entry => entry.Kind == kind).File;
    }

    /// <summary>Takes the file's word or the screen's.</summary>
    /// <returns>The kind, or <see cref="NotAnOfficeKind"/>.</returns>
    public static Result<OfficeKind> Parse(string text) =>
        Array.FindIndex(Kinds, entry => entry.File == text || entry.Word == text) is >= 0 and var at
            ? Kinds[at].Kind
            : new NotAnOfficeKind(string.Join("、", Kinds.Select(entry => entry.File)));
}

/// <summary>The words for functions, likewise.</summary>
public static class OfficeFunctionWords
{
    private static readonly (OfficeFunction Function, string File, string Word)[] Functions =
    [
        (OfficeFunction.None, "none", "なし"),
        (OfficeFunction.PublicRelations, "public-relations", "広報"),
        (OfficeFunction.InformationTechnology, "information-technology", "情報システム"),
        (OfficeFunction.Training, "training", "研修"),
        (OfficeFunction.Audit, "audit", "監査"),
    ];

    public static IReadOnlyList<OfficeFunction> All => [.. Functions.Select(entry => entry.Function)];

    extension(OfficeFunction function)
    {
        public string Word => Array.Find(Functions, entry => entry.Function == function).Word;

        public string FileWord => Array.Find(Functions, entry => entry.Function == function).File;
    }

    /// <returns>The function (none for an empty text), or <see cref="NotAnOfficeFunction"/>.</returns>
    public static Result<OfficeFunction> Parse(string text) => text.Length == 0
        ? OfficeFunction.None
        : Array.FindIndex(Functions, entry => entry.File == text || entry.Word == text) is >= 0 and var at
            ? Functions[at].Function
            : new NotAnOfficeFunction(string.Join("、", Functions.Select(entry => entry.File)));
}
