namespace RxOfctl.DynamicData.Tests;

internal sealed record Item(int Key, string Text);
