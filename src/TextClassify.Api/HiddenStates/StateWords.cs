namespace TextClassify.Api.HiddenStates;

/// <summary>The words of a hidden-states request, whichever kind of model it asks.</summary>
internal static class StateWords
{
    public const string DefaultEncoding = "base64-f32le";

    private static readonly string[] States = ["forward", "backward", "word", "rounds"];
    private static readonly string[] Includes =

        [
            "expectedPrediction",
            "distance",
            "entropy",
            "confidence",
            "vectors",
            "wordWeights",
            "positions",
            "neighbours",
            "zones",
            "zoneNorms",
        ];

    private static readonly string[] Readings = ["local", "cumulative", "prefix"];
    private static readonly string[] Encodings = [DefaultEncoding, "base64-f16le", "numbers"];

    /// <summary>Whether a model of some kind gives it.</summary>
    public static bool IsInclude(string part) => Includes.Contains(part);

    /// <summary>Whether a model of some kind has them.</summary>
    public static bool IsState(string state) => States.Contains(state);

    public static Problem UnknownState(string where, string given) => Unknown(ProblemTypes.UnknownState, where, given, States);

    public static Problem UnknownInclude(string where, string given) => Unknown(ProblemTypes.UnknownInclude, where, given, Includes);

    public static Problem UnknownReading(string where, string given) => Unknown(ProblemTypes.UnknownInclude, where, given, Readings);

    /// <summary>Null for one that is known.</summary>
    public static Problem? EncodingProblem(string encoding) =>
        Encodings.Contains(encoding) ? null : Unknown(ProblemTypes.OutOfRange, "encoding", encoding, Encodings);

    private static Problem Unknown(ProblemType type, string where, string given, string[] known) =>
        new(type, $"{Quoted.Name(given)} is not known; there are {string.Join(", ", known[..^1])} and {known[^1]}.") { Where = where };
}
