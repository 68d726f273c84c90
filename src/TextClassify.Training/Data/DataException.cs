namespace TextClassify.Training.Data;

/// <summary>Data or a recipe can't be used. The message is one sentence that names the file and what to change.</summary>
internal sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
