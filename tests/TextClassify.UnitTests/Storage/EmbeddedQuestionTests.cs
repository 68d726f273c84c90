namespace TextClassify.Storage;

/// <summary>Of a store in its folder.</summary>
public sealed class EmbeddedQuestionTests() : StoreQuestionTests(null);
