"""Watching: feeds asked by their own pace, folders looked through as they change, while others go on."""
