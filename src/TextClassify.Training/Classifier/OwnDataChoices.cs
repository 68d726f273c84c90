namespace TextClassify.Training.Classifier;

/// <summary>What a user says of a run on their own rows.</summary>
/// <param name="Epochs">Null where they follow from the rows.</param>
/// <param name="IsQuick">The run may read about a third as much.</param>
/// <param name="IsBalanced">Rare classes count as much as frequent ones.</param>
internal readonly record struct OwnDataChoices(int? Epochs, bool IsQuick, bool IsBalanced);
