namespace TextClassify.Api.Maps;

/// <summary>A state of a reference map: a token of a text of the corpus.</summary>
/// <param name="Point">Its place among the map's points.</param>
/// <param name="Distance">Euclidean distance to the state that was asked about, in the full space.</param>
/// <param name="Row">Its text's place in the corpus.</param>
/// <param name="Token">The token's place in the text.</param>
/// <param name="Before">The text before it, at most 60 UTF-16 code units.</param>
/// <param name="Word">The token as it stands in the text.</param>
/// <param name="After">The text after it, at most 60 UTF-16 code units.</param>
/// <param name="Label">The text's true label.</param>
/// <param name="Local">Likeliest label of the local expected prediction at the token; the probability is rounded to 1/255.</param>
/// <param name="Cumulative">Likeliest label of the cumulative one.</param>
internal sealed record ReferenceState(
    int Point,
    float Distance,
    int Row,
    int Token,
    string Before,
    string Word,
    string After,
    string Label,
    LabelScore Local,
    LabelScore Cumulative);
