namespace TextClassify.Api.Contracts;

/// <summary>A text, a list of texts, or a list of objects with a text.</summary>
/// <param name="Single">True when the request gave one bare text: its failure is then the request's.</param>
/// <param name="Items">In the order of the request.</param>
internal sealed record InputList(bool Single, IReadOnlyList<InputItem> Items);
