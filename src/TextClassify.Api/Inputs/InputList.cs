namespace TextClassify.Api.Inputs;

/// <summary>A text or an object with a text, or a list of them.</summary>
/// <param name="Single">True when the request gave no list: a failure is then the request's.</param>
/// <param name="Items">In the order of the request.</param>
[ReadBy(typeof(InputsReader))]
internal sealed record InputList(bool Single, IReadOnlyList<InputItem> Items);
