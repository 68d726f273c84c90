namespace TextClassify.Storage;

public sealed class EmbeddedErasureTests() : ErasureTests(null);
