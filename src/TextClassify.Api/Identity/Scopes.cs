namespace TextClassify.Api.Identity;

/// <summary>What a caller may be allowed to do. A scope's name is also the name of the policy that asks for it.</summary>
internal static class Scopes
{
    public const string Classify = "classify";
    public const string Explain = "explain";
    public const string States = "states";
    public const string Operate = "operate";

    /// <summary>Asking about predictions that were recorded, those of other callers among them.</summary>
    public const string Analyse = "analyse";

    /// <summary>Saying what is right for a prediction.</summary>
    public const string Label = "label";

    /// <summary>Training on files, which takes the machine's time and disk, and adds versions of models.</summary>
    public const string Train = "train";

    /// <summary>Claim that holds scopes, one or several with spaces between.</summary>
    public const string ClaimType = "scope";

    public static readonly string[] All = [Classify, Explain, States, Operate, Analyse, Label, Train];
}
